import { useCallback, useEffect, useRef, useState } from "react";

import type { Failure } from "../generated/commands";
import { call, type CommandName, type Request, type Response } from "./backend";
import { failureOf } from "./failure";

/** What a command last answered, while it may be asked again. */
export interface Loaded<Data> {
  /** The latest answer; null before the first. */
  data: Data | null;
  /** Why the latest asking gave none; null otherwise. */
  failure: Failure | null;
  /** Whether an answer is awaited. */
  loading: boolean;
  /** Asks again; the present answer stays on the screen meanwhile. */
  reload: () => void;
  /** Puts an answer that another command gave in place of the latest. */
  replace: (data: Data) => void;
}

/** Asks a command when the screen opens and whenever its request changes; a null request asks nothing. */
export function useCommand<Name extends CommandName>(
  name: Name,
  request: Request<Name> | null,
): Loaded<Response<Name>> {
  const key = request === null ? null : JSON.stringify(request);
  const [asked, setAsked] = useState(0);
  const [data, setData] = useState<Response<Name> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [answered, setAnswered] = useState("");
  const asking = `${name} ${key ?? ""} ${String(asked)}`;

  useEffect(() => {
    if (key === null) return;
    let stale = false;
    call(name, JSON.parse(key) as Request<Name>)
      .then((answer) => {
        if (stale) return;
        setData(answer);
        setFailure(null);
      })
      .catch((thrown: unknown) => {
        if (!stale) setFailure(failureOf(thrown));
      })
      .finally(() => {
        if (!stale) setAnswered(asking);
      });
    return () => {
      stale = true;
    };
  }, [name, key, asking]);

  const reload = useCallback(() => {
    setAsked((times) => times + 1);
  }, []);
  return { data, failure, loading: key !== null && answered !== asking, reload, replace: setData };
}

/** A command that a person sets off. */
export interface Action<Name extends CommandName> {
  /** Asks; gives null, and keeps the failure, when there is no response. */
  run: (request: Request<Name>) => Promise<Response<Name> | null>;
  /** Whether an answer is awaited. */
  pending: boolean;
  /** Why the latest asking gave none; null otherwise. */
  failure: Failure | null;
  /** Takes the failure off the screen. */
  clear: () => void;
}

/** Makes a command ready to be set off by a button or a key. */
export function useAction<Name extends CommandName>(name: Name): Action<Name> {
  const [pending, setPending] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  const latest = useRef(0);

  const run = useCallback(
    async (request: Request<Name>) => {
      const turn = (latest.current += 1);
      setPending((count) => count + 1);
      try {
        const answer = await call(name, request);
        if (turn === latest.current) setFailure(null);
        return answer;
      } catch (thrown) {
        if (turn === latest.current) setFailure(failureOf(thrown));
        return null;
      } finally {
        setPending((count) => count - 1);
      }
    },
    [name],
  );
  const clear = useCallback(() => {
    setFailure(null);
  }, []);
  return { run, pending: pending > 0, failure, clear };
}
