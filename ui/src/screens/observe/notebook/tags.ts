import type { GridView, ItemView, NoteTagView } from "../../../generated/commands";
import { folded } from "../../../text/folded";
import { levelWords } from "../answers/rows";

/** The item of a grid with this code. */
export function itemOf(grid: GridView, code: string): ItemView | undefined {
  return grid.sections.flatMap(({ items }) => items).find((item) => item.code === code);
}

/** What a paragraph hangs on, in words: « Qui manipule · 2 Régulier ». */
export function tagWords(tag: NoteTagView, grid: GridView): string {
  if (tag.tag === "timeline") {
    const track = grid.tracks.find(({ code }) => code === tag.track);
    const code = track?.codes.find((candidate) => candidate.code === tag.code);
    return `${track?.label ?? tag.track}\u00a0: ${code?.label ?? tag.code}`;
  }
  const item = itemOf(grid, tag.item);
  if (item === undefined) return tag.item;
  return tag.level === null ? item.label : `${item.label} · ${levelWords(item, tag.level)}`;
}

/** Tags with this item added, moved to another level, or taken off. */
export function withItem(
  tags: readonly NoteTagView[],
  item: string,
  level: number | null,
): NoteTagView[] {
  return [...withoutItem(tags, item), { tag: "item", item, level }];
}

/** Tags without this item. */
export function withoutItem(tags: readonly NoteTagView[], item: string): NoteTagView[] {
  return tags.filter((tag) => tag.tag !== "item" || tag.item !== item);
}

/** Whether a code of the timeline is among the tags. */
export function hasCode(tags: readonly NoteTagView[], track: string, code: string): boolean {
  return tags.some((tag) => tag.tag === "timeline" && tag.track === track && tag.code === code);
}

/** Tags with this code of the timeline added, or taken off. */
export function toggleCode(
  tags: readonly NoteTagView[],
  track: string,
  code: string,
): NoteTagView[] {
  if (!hasCode(tags, track, code)) return [...tags, { tag: "timeline", track, code }];
  return tags.filter((tag) => tag.tag !== "timeline" || tag.track !== track || tag.code !== code);
}

/** Items whose label or « ce qu'on regarde » holds every word typed. */
export function findItems(grid: GridView, typed: string): ItemView[] {
  const words = folded(typed)
    .split(/\s+/)
    .filter((word) => word !== "");
  const items = grid.sections.flatMap(({ items }) => items);
  return items.filter((item) => {
    const text = folded(`${item.label} ${item.look_for}`);
    return words.every((word) => text.includes(word));
  });
}
