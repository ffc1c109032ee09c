import { invoke } from "@tauri-apps/api/core";

import type { Commands, StagedFile } from "../generated/commands";
import { CommandError, failureOf } from "./failure";

/** The name of a command. */
export type CommandName = keyof Commands;
/** What a command is asked with. */
export type Request<Name extends CommandName> = Commands[Name]["request"];
/** What a command answers. */
export type Response<Name extends CommandName> = Commands[Name]["response"];

/** Asks the application for one thing; throws a `CommandError` when it gives no response. */
export async function call<Name extends CommandName>(
  name: Name,
  request: Request<Name>,
): Promise<Response<Name>> {
  try {
    return await invoke<Response<Name>>("call", { name, request });
  } catch (thrown) {
    throw new CommandError(failureOf(thrown));
  }
}

/** Hands a chosen file over, byte for byte; a later command names it. */
export async function stageFile(file: File): Promise<StagedFile> {
  try {
    const headers = { "x-file-name": encodeURIComponent(file.name) };
    return await invoke<StagedFile>("stage_file", await file.arrayBuffer(), { headers });
  } catch (thrown) {
    throw new CommandError(failureOf(thrown));
  }
}
