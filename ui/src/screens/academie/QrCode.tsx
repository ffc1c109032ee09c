import type { QrView } from "../../generated/commands";
import "./QrCode.css";

/** A QR code, dark on light whatever the theme: it is read by another machine. */
export function QrCode({ code, title }: { code: QrView; title: string }) {
  const side = String(code.side);
  return (
    <svg className="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={title}>
      <rect className="qr-ground" width={side} height={side} />
      <path className="qr-modules" d={code.path} />
    </svg>
  );
}
