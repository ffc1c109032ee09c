import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";
import "@fontsource-variable/atkinson-hyperlegible-next/wght-italic.css";
import "./design/base.css";
import "./design/tokens.css";
import "./design/layout.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nProvider } from "react-aria-components";

import { App } from "./app";

const root = document.getElementById("carnet");
if (root === null) throw new Error("index.html has no #carnet");
createRoot(root).render(
  <StrictMode>
    <I18nProvider locale="fr-FR">
      <App />
    </I18nProvider>
  </StrictMode>,
);
