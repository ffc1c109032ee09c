import { useState } from "react";

import { Button } from "../../components/Button";
import { Problems } from "../../components/Problems";
import type { ProblemView } from "../../generated/commands";
import { count } from "../../text/format";

/** How many a page shows at first, and again at each asking. */
const PAGE = 100;

/** Problems by the hundred: a file may have thousands, and each can be reached. */
export function ProblemPages({ problems }: { problems: readonly ProblemView[] }) {
  const [shown, setShown] = useState(PAGE);
  const more = Math.min(PAGE, problems.length - shown);
  return (
    <div className="stack-tight">
      <Problems problems={problems.slice(0, shown)} />
      {more <= 0 ? null : (
        <div className="row">
          <span className="muted" role="status">
            {`${count(shown)} sur ${count(problems.length)}`}
          </span>
          <Button
            onPress={() => {
              setShown(shown + PAGE);
            }}
          >
            {more === 1 ? "Montrer la suivante" : `Montrer les ${count(more)} suivantes`}
          </Button>
        </div>
      )}
    </div>
  );
}
