import { useRef, useState } from "react";
import { flushSync } from "react-dom";

import { useAction } from "../../../backend/useCommand";
import { Problems } from "../../../components/Problems";
import type { GridView, TimelineView } from "../../../generated/commands";
import { useObserving } from "../observing";
import { ProfileDialog } from "./ProfileDialog";
import { StripBar } from "./StripBar";
import { focusTrack, isMissed, stripKeys, toggled, type StripKeys } from "./stripKeys";
import { focusStrip, STRIP } from "./stripFocus";
import { TrackButtons } from "./TrackButtons";
import { useSamples } from "./useSamples";
import { useTimeline } from "./useTimeline";
import "./timeline.css";

/** The strip of the séance in view, where its timeline was begun. */
export function TimelineStrip({ grid }: { grid: GridView }) {
  const timeline = useTimeline();
  return timeline === null ? null : <Strip key={timeline.seance} grid={grid} timeline={timeline} />;
}

/** Whether the strip is open, and where the focus came from. */
function useOpenStrip(onClosed: () => void) {
  const [isOpen, setOpen] = useState(false);
  const strip = useRef<HTMLElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const isWithin = () => strip.current?.contains(document.activeElement) === true;
  const open = (takesFocus: boolean) => {
    if (!isWithin()) cameFrom.current = document.activeElement;
    flushSync(() => {
      setOpen(true);
    });
    if (takesFocus) focusTrack(strip.current, 0);
  };
  const close = () => {
    const back = isWithin() ? cameFrom.current : null;
    setOpen(false);
    onClosed();
    if (back instanceof HTMLElement && back !== document.body) back.focus();
    else if (isWithin()) focusStrip();
  };
  const onSwitch = (byKeyboard: boolean) => {
    if (isOpen && (!byKeyboard || isWithin())) close();
    else open(byKeyboard);
  };
  return { isOpen, strip, close, onSwitch };
}

/** What is noted of one sample: the one that is due, unless another was chosen to be corrected. */
function Strip({ grid, timeline }: { grid: GridView; timeline: TimelineView }) {
  const { visit, timelines } = useObserving();
  const pause = useAction("pause_timeline");
  const [showsProfile, setShowsProfile] = useState(false);
  const samples = useSamples(timeline);
  const { isOpen, strip, close, onSwitch } = useOpenStrip(samples.backToDue);
  const { seance } = timeline;

  const onPause = async () => {
    const paused = !timeline.paused;
    const answer = await pause.run({ visit: visit.summary.id, seance, paused });
    if (answer !== null) timelines.know(answer);
  };
  const keys: StripKeys = {
    tracks: grid.tracks,
    onToggle: (track, code) => {
      samples.note(toggled(samples.codes, track, code));
    },
    onClear: (track) => {
      samples.note({ ...samples.codes, [track.code]: [] });
    },
    onStep: samples.step,
    onRepeat: samples.repeat,
    onUndo: samples.undo,
    onClose: close,
  };
  const isDue = timeline.asks && isMissed(timeline.slots[timeline.due - 1]?.codes ?? {});

  return (
    // The keys are those of its buttons, wherever the focus is among them.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      id={STRIP}
      ref={strip}
      className="timeline"
      aria-label="Chronologie"
      data-due={isDue}
      onKeyDown={isOpen ? stripKeys(keys) : undefined}
    >
      <StripBar
        timeline={timeline}
        index={samples.index}
        tracks={grid.tracks.length}
        isOpen={isOpen}
        canRepeat={samples.canRepeat}
        state={samples.state}
        actions={{
          onSwitch,
          onRetry: timelines.attempt,
          onAbandon: timelines.abandon,
          onStep: samples.step,
          onRepeat: samples.repeat,
          onPause: () => void onPause(),
          onProfile: () => {
            setShowsProfile(true);
          },
        }}
      />
      {isOpen
        ? grid.tracks.map((track) => (
            <TrackButtons
              key={track.code}
              track={track}
              noted={samples.codes[track.code] ?? []}
              onToggle={(code) => {
                keys.onToggle(track, code);
              }}
            />
          ))
        : null}
      <Problems failure={pause.failure} />
      {showsProfile ? (
        <ProfileDialog
          seance={seance}
          onClose={() => {
            setShowsProfile(false);
          }}
        />
      ) : null}
    </section>
  );
}
