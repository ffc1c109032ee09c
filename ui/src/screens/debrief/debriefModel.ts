import { call } from "../../backend/backend";
import { SavedModel } from "../../components/savedModel";
import type {
  DebriefView,
  FollowUpView,
  RecommendationDraft,
  StrengthView,
} from "../../generated/commands";

/** A strength or a recommendation as it is written; `key` holds before and after it gets its identifier. */
export type Keyed<Part> = Part & { key: string };

/** What is said after, as it is on the screen. */
export interface DebriefDraft {
  interview: string;
  strengths: Keyed<StrengthView>[];
  recommendations: Keyed<RecommendationDraft>[];
  followUps: FollowUpView[];
}

/** Milliseconds without a key after which what was typed is sent. */
const PAUSE = 400;

let made = 0;

function newKey(): string {
  made += 1;
  return `part-${String(made)}`;
}

/** A new strength, nothing written yet. */
export function blankStrength(): Keyed<StrengthView> {
  return { key: newKey(), id: "", text: "", teacher: null };
}

/** A new recommendation, nothing written yet. */
export function blankRecommendation(): Keyed<RecommendationDraft> {
  const none = { id: "", text: "", item: "", competence: "", training: "", training_code: "" };
  return { key: newKey(), ...none, due: null, teacher: null };
}

function draftOf(debrief: DebriefView): DebriefDraft {
  return {
    interview: debrief.interview,
    strengths: debrief.strengths.map((part) => ({ ...part, key: newKey() })),
    recommendations: debrief.recommendations.map((part) => ({ ...part, key: newKey() })),
    followUps: debrief.follow_ups,
  };
}

/** What is said after the lesson of one visit, on the screen and on its way to the disk. */
export class DebriefModel extends SavedModel<DebriefDraft> {
  readonly #visit: string;
  readonly #onSaved: () => void;
  readonly #ids = new Map<string, string>();
  #kept: DebriefView;

  /** `onSaved` is told whenever it is on the disk. */
  constructor(visit: string, debrief: DebriefView, onSaved: () => void) {
    super(draftOf(debrief), PAUSE);
    this.#visit = visit;
    this.#onSaved = onSaved;
    this.#kept = debrief;
  }

  /** Changes a part of it; saved a moment later. */
  put(changes: Partial<DebriefDraft>): void {
    this.change({ ...this.shown(), ...changes });
  }

  protected kept(): DebriefDraft {
    return draftOf(this.#kept);
  }

  protected async save(draft: DebriefDraft): Promise<string> {
    const strengths = draft.strengths.filter(isWritten);
    const recommendations = draft.recommendations.filter(isWritten);
    const debrief = {
      interview: draft.interview,
      strengths: strengths.map(({ key, ...part }) => ({ ...part, id: this.#idOf(key, part.id) })),
      recommendations: recommendations.map(({ key, ...part }) => ({
        ...part,
        id: this.#idOf(key, part.id),
      })),
      follow_ups: draft.followUps,
    };
    const answer = await call("save_debrief", { visit: this.#visit, debrief });
    this.#kept = answer.debrief;
    this.#learn(strengths, answer.debrief.strengths);
    this.#learn(recommendations, answer.debrief.recommendations);
    this.#onSaved();
    return answer.saved_at;
  }

  /** The identifier may have come since the part was typed. */
  #idOf(key: string, id: string): string {
    return this.#ids.get(key) ?? id;
  }

  #learn(sent: readonly { key: string }[], kept: readonly { id: string }[]): void {
    sent.forEach(({ key }, rank) => {
      const id = kept[rank]?.id;
      if (id !== undefined) this.#ids.set(key, id);
    });
  }
}

/** A part without a word is not sent: it waits on the screen. */
function isWritten({ text }: { text: string }): boolean {
  return text.trim() !== "";
}
