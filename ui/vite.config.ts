import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The window's content security policy allows neither inline scripts nor data: addresses,
// so nothing is inlined and no polyfill is injected.
export default defineConfig({
  base: "./",
  plugins: [react()],
  build: {
    target: "safari16.4",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // In kilobytes. The file comes from the application itself, not over a network.
    chunkSizeWarningLimit: 1500,
  },
});
