import { useUndo } from "./undo";

/**
 * Takes a part of a list away by its key, and offers to put it back where it was; gives the way to withdraw the offer.
 * `read` gives the list as it is by then: what was typed since stays.
 */
export function useRemoval<Part extends { key: string }>(
  read: () => readonly Part[],
  onChange: (parts: Part[]) => void,
): (key: string, words: string) => () => void {
  const offer = useUndo();
  return (key, words) => {
    const parts = read();
    const rank = parts.findIndex((part) => part.key === key);
    const gone = parts[rank];
    if (gone === undefined) return () => undefined;
    onChange(parts.filter((part) => part !== gone));
    return offer({
      words,
      undo: () => {
        const now = read();
        onChange([...now.slice(0, rank), gone, ...now.slice(rank)]);
      },
    });
  };
}
