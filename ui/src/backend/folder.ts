import { invoke } from "@tauri-apps/api/core";

/** The folder that a person picks in the system's own window, which opens at `start`; null when none is picked. */
export async function pickFolder(title: string, start: string): Promise<string | null> {
  return await invoke<string | null>("pick_folder", { title, start });
}
