import { invoke } from "@tauri-apps/api/core";

/** Shows the page so many times as large. */
export async function zoomTo(factor: number): Promise<void> {
  await invoke("zoom", { factor });
}
