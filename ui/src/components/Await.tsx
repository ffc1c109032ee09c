import type { ReactNode } from "react";

import type { Loaded } from "../backend/useCommand";
import { Problems } from "./Problems";
import { Progress } from "./Progress";

/** Shows what a command answered once it has; meanwhile that it is awaited; else why it failed. */
export function Await<Data>({
  loaded,
  words = "Chargement…",
  children,
}: {
  loaded: Loaded<Data>;
  words?: string;
  children: (data: Data) => ReactNode;
}) {
  return (
    <>
      {loaded.failure === null ? null : (
        <Problems failure={loaded.failure} onRetry={loaded.reload} />
      )}
      {loaded.data === null && loaded.loading ? <Progress>{words}</Progress> : null}
      {loaded.data === null ? null : children(loaded.data)}
    </>
  );
}
