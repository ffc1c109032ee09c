import type { SceneView, ShapeView } from "../generated/commands";
import "./SceneFigure.css";

function Drawn({ shape }: { shape: ShapeView }) {
  const className = `scene-${shape.role}`;
  switch (shape.shape) {
    case "rect":
      return (
        <rect
          className={className}
          x={shape.x}
          y={shape.y}
          width={shape.width}
          height={shape.height}
        />
      );
    case "line":
      return (
        <line
          className={className}
          x1={shape.from[0]}
          y1={shape.from[1]}
          x2={shape.to[0]}
          y2={shape.to[1]}
        />
      );
    case "text":
      return (
        <text
          className={className}
          x={shape.x}
          y={shape.y}
          textAnchor={shape.anchor as "start" | "middle" | "end"}
        >
          {shape.text}
        </text>
      );
  }
}

/** A figure as its shapes were given; what it says stands in a table beside it. */
export function SceneFigure({ scene }: { scene: SceneView }) {
  return (
    <svg
      className="scene"
      viewBox={`0 0 ${String(scene.width)} ${String(scene.height)}`}
      role="img"
      aria-label={scene.alt}
    >
      {scene.shapes.map((shape, rank) => (
        <Drawn key={rank} shape={shape} />
      ))}
    </svg>
  );
}
