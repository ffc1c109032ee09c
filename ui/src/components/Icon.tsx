import "./Icon.css";

/** Our own drawings, on a grid of 24, in one stroke width. */
const DRAWINGS = {
  agenda: "M4 6.5h16v13H4zM4 10.5h16M8 4v4M16 4v4",
  teachers:
    "M9 11a3.25 3.25 0 1 0 0-6.5A3.25 3.25 0 0 0 9 11zM3 19.5c0-3.4 2.6-5.5 6-5.5s6 2.1 6 5.5M15.5 5a3.25 3.25 0 0 1 0 6M17 14.4c2.4.6 4 2.4 4 5.1",
  schools: "M3 10.5 12 5l9 5.5M5 10v9.5h14V10M10 19.5v-5h4v5M12 5V2.5h3",
  consolidation: "M4 20h16M6.5 20v-6M11 20V9.5M15.5 20v-8M20 20V5",
  grids: "M5 4h14v16H5zM8.5 8.5l1 1 2-2M14 8.5h2.5M8.5 14.5l1 1 2-2M14 14.5h2.5",
  settings: "M4 7h9M17 7h3M15 5v4M4 12h3M11 12h9M9 10v4M4 17h10M18 17h2M16 15v4",
  lock: "M6 10.5h12v9H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5M12 14v2.5",
  about: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5.5M12 7.5v.5",
  back: "M19 12H5M11 6l-6 6 6 6",
  next: "M5 12h14M13 6l6 6-6 6",
  add: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6 6 18",
  check: "M5 12.5l4.5 4.5L19 7.5",
  down: "M6 9.5l6 6 6-6",
  up: "M6 14.5l6-6 6 6",
  left: "M14.5 6l-6 6 6 6",
  right: "M9.5 6l6 6-6 6",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20",
  file: "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12.5h6M9 16h6",
  upload: "M12 16V5M7.5 9 12 4.5 16.5 9M4.5 15.5v4h15v-4",
  warning: "M12 4 2.8 19.5h18.4zM12 10v4.5M12 16.8v.4",
  error: "M8.3 3.5h7.4l5 5v7l-5 5H8.3l-5-5v-7zM12 8v5M12 15.8v.4",
  edit: "M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM13.5 7.5l3 3",
  clock: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2",
  undo: "M8 5 4 9l4 4M4 9h10a5 5 0 0 1 0 10H9",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z",
  trash: "M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5",
  folder: "M3.5 6h6l2 2.5h9v10.5h-17z",
  menu: "M4 7h16M4 12h16M4 17h16",
  note: "M5 4h14v11l-5 5H5zM14 20v-5h5M8.5 8.5h7M8.5 12h5",
} as const;

/** The name of a drawing. */
export type IconName = keyof typeof DRAWINGS;

/** A drawing beside words that say the same; hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={DRAWINGS[name]} />
    </svg>
  );
}
