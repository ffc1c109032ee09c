import type { AnswerStateView, AnswerView, ProblemView } from "../../../generated/commands";
import type { Row } from "../answers/rows";

/** What a row of the grid may ask; the same object for all rows and for ever, so that rows need not be drawn again. */
export interface RowActions {
  /** Answers the item; sent at once. */
  answer: (row: Row, state: AnswerStateView) => void;
  /** Saves words or a number typed in the row; gives the instant of writing. */
  write: (row: Row, state: AnswerStateView) => Promise<string>;
}

/** One answer to enter: what each control of the grid is given. */
export interface ControlProps {
  row: Row;
  answer: AnswerView;
  actions: RowActions;
  /** Whether figures answer: they are then shown. */
  figures: boolean;
}

/** One row as the grid shows it. */
export interface ItemRowProps extends ControlProps {
  saved: boolean;
  refused: ProblemView[] | undefined;
  current: boolean;
}
