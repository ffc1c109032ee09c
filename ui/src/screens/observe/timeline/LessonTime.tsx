import { TimeChart } from "../../../components/TimeChart";
import type { ProfileView, ShareView, TrackProfileView } from "../../../generated/commands";
import "./timeline.css";

function TrackTable({ track }: { track: TrackProfileView }) {
  return (
    <table className="lesson-table">
      <caption>{track.label}</caption>
      <thead>
        <tr>
          <th scope="col">Moment</th>
          <th scope="col">Part des relevés</th>
          <th scope="col">Relevés</th>
          <th scope="col">Plus long, environ</th>
          <th scope="col">Quand</th>
        </tr>
      </thead>
      <tbody>
        {track.codes.map(({ code, label, share, count, longest, when }) => (
          <tr key={code}>
            <th scope="row">{label}</th>
            <td className="numbers">{share}</td>
            <td>{count}</td>
            <td>{longest}</td>
            <td>{when}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Shares({ title, shares }: { title: string; shares: readonly ShareView[] }) {
  if (shares.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className="lesson-shares">
        {shares.map(({ label, share }) => (
          <li key={label}>
            {label} ({share})
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the samples of a lesson show: a figure read in a glance, then its table, and what it cannot show. */
export function LessonTime({ profile }: { profile: ProfileView }) {
  const { tracks } = profile;
  return (
    <div className="stack lesson-time">
      <p>{profile.basis}</p>
      {profile.scant === null ? null : <p className="notice">{profile.scant}</p>}
      {tracks.map(({ code, chart }) => (
        <TimeChart key={code} chart={chart} />
      ))}
      <p className="notice small">{profile.caution}</p>
      <details>
        <summary>Tableaux, enchaînements et moments</summary>
        <div className="stack">
          {tracks.map((track) => (
            <div key={track.code} className="stack">
              <TrackTable track={track} />
              <Shares title="Enchaînements les plus fréquents" shares={track.changes} />
            </div>
          ))}
          <Shares title="En même temps, le plus souvent" shares={profile.combinations} />
        </div>
      </details>
    </div>
  );
}
