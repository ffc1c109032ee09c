import type { PresetPartView, PresetView } from "../../generated/commands";

/** The préréglage with this part said to be verified, or to be so still. */
export function marked(preset: PresetView, part: PresetPartView, verified: boolean): PresetView {
  const others = preset.to_verify.filter((other) => other !== part);
  return { ...preset, to_verify: verified ? others : [...others, part] };
}
