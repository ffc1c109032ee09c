import { invoke } from "@tauri-apps/api/core";

/** Listens to a person's closing of the window; the function given back stops listening. */
export function onClosing(listener: () => void): () => void {
  window.addEventListener("carnet:closing", listener);
  return () => {
    window.removeEventListener("carnet:closing", listener);
  };
}

/** Closes the window at once. */
export async function closeWindow(): Promise<void> {
  await invoke("close");
}
