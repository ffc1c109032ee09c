import type { KeyboardEvent } from "react";

import type { TrackView } from "../../../generated/commands";
import { figureOf } from "../scoring/scoringKeys";
import type { Codes } from "./timelineModel";

/** A sample with one code of a track more, or less; a track that takes one code changes it. */
export function toggled(codes: Codes, track: TrackView, code: string): Codes {
  const noted = codes[track.code] ?? [];
  const has = noted.includes(code);
  const others = track.several ? noted.filter((other) => other !== code) : [];
  return { ...codes, [track.code]: has ? others : [...others, code] };
}

/** On how many tracks something was noted. */
export function notedTracks(codes: Codes): number {
  return Object.values(codes).filter((noted) => noted.length > 0).length;
}

/** Whether nothing was noted of a sample. */
export function isMissed(codes: Codes): boolean {
  return notedTracks(codes) === 0;
}

/** What the keys of the strip may do. */
export interface StripKeys {
  tracks: readonly TrackView[];
  onToggle: (track: TrackView, code: string) => void;
  onClear: (track: TrackView) => void;
  onStep: (by: number) => void;
  onRepeat: () => void;
  onUndo: () => void;
  onClose: () => void;
}

function trackElements(strip: Element): Element[] {
  return [...strip.querySelectorAll(".timeline-track")];
}

/** Puts the focus on a track: on the code that it holds, else on its first. Whether there was one. */
export function focusTrack(strip: Element | null, rank: number): boolean {
  if (strip === null) return false;
  const track = trackElements(strip)[rank];
  const button = track?.querySelector<HTMLElement>("[aria-pressed=true], [aria-pressed]");
  button?.focus();
  return button !== null && button !== undefined;
}

/** Moves along a track. */
function sideways(track: Element, target: EventTarget, by: number): void {
  const buttons = [...track.querySelectorAll<HTMLElement>("[aria-pressed]")];
  const at = buttons.findIndex((button) => button === target);
  buttons[at + by]?.focus();
}

/** The keys of the strip, by physical key: heard only while the focus is in it. */
export function stripKeys(keys: StripKeys): (event: KeyboardEvent) => void {
  const figure = (strip: Element, rank: number, key: number) => {
    if (key === 0) {
      keys.onRepeat();
      return true;
    }
    const track = keys.tracks[rank];
    const code = track?.codes[key - 1];
    if (track === undefined || code === undefined) return false;
    keys.onToggle(track, code.code);
    if (!track.several) focusTrack(strip, rank + 1);
    return true;
  };
  const handles = (event: KeyboardEvent): boolean => {
    const strip = event.currentTarget;
    const tracks = trackElements(strip);
    const rank = tracks.findIndex((track) => track.contains(event.target as Node));
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== "z") return false;
      if (!event.repeat) keys.onUndo();
      return true;
    }
    if (event.altKey) return false;
    const key = figureOf(event.code);
    if (key !== null && !event.repeat) return figure(strip, Math.max(rank, 0), key);
    const track = keys.tracks[rank];
    switch (event.code) {
      case "Escape":
        keys.onClose();
        return true;
      case "PageUp":
      case "PageDown":
        keys.onStep(event.code === "PageUp" ? -1 : 1);
        return true;
      case "ArrowUp":
      case "ArrowDown":
        return focusTrack(strip, rank + (event.code === "ArrowUp" ? -1 : 1)) || rank >= 0;
      case "ArrowLeft":
      case "ArrowRight": {
        const on = tracks[rank];
        if (on === undefined) return false;
        sideways(on, event.target, event.code === "ArrowLeft" ? -1 : 1);
        return true;
      }
      case "Delete":
      case "Backspace":
        if (track !== undefined) keys.onClear(track);
        return track !== undefined;
      default:
        return false;
    }
  };
  return (event) => {
    if (handles(event)) event.preventDefault();
  };
}
