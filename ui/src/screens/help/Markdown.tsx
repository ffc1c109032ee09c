import { marked, type Token, type Tokens } from "marked";
import { Fragment, type ReactNode } from "react";

/** The address of a picture of the text, by its name. */
type Pictures = (name: string) => string | undefined;

function all(tokens: readonly Token[] | undefined, pictures: Pictures): ReactNode {
  return (tokens ?? []).map((token, rank) => (
    <Fragment key={rank}>{node(token, pictures)}</Fragment>
  ));
}

function list({ ordered, items }: Tokens.List, pictures: Pictures): ReactNode {
  const lines = items.map((item, rank) => <li key={rank}>{all(item.tokens, pictures)}</li>);
  return ordered ? <ol>{lines}</ol> : <ul>{lines}</ul>;
}

function table({ header, rows }: Tokens.Table, pictures: Pictures): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          {header.map((cell, rank) => (
            <th key={rank} scope="col">
              {all(cell.tokens, pictures)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, line) => (
          <tr key={line}>
            {row.map((cell, rank) => (
              <td key={rank}>{all(cell.tokens, pictures)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function picture({ href, text }: Tokens.Image, pictures: Pictures): ReactNode {
  const address = pictures(href);
  return address === undefined ? text : <img className="guide-picture" src={address} alt={text} />;
}

/** What the guide is written with; anything else is shown as it was typed. */
function node(token: Token, pictures: Pictures): ReactNode {
  const known = token as Tokens.Generic;
  switch (token.type) {
    case "heading":
      return known["depth"] === 2 ? (
        <h2 tabIndex={-1}>{all(token.tokens, pictures)}</h2>
      ) : known["depth"] === 1 ? null : (
        <h3>{all(token.tokens, pictures)}</h3>
      );
    case "paragraph":
      return <p className="measure">{all(token.tokens, pictures)}</p>;
    case "list":
      return list(token as Tokens.List, pictures);
    case "table":
      return table(token as Tokens.Table, pictures);
    case "image":
      return picture(token as Tokens.Image, pictures);
    case "strong":
      return <strong>{all(token.tokens, pictures)}</strong>;
    case "em":
      return <em>{all(token.tokens, pictures)}</em>;
    case "codespan":
      return <span className="code">{String(known["text"])}</span>;
    case "code":
      return <p className="code">{String(known["text"])}</p>;
    case "space":
      return null;
    case "text":
      return known.tokens === undefined ? String(known["text"]) : all(known.tokens, pictures);
    case "link":
      return all(token.tokens, pictures);
    default:
      return token.raw;
  }
}

/** The titles of the parts of a text, in its order. */
export function partsOf(text: string): string[] {
  const titles = marked.lexer(text).map((token) => token as Tokens.Generic);
  const parts = titles.filter(({ type, ["depth"]: depth }) => type === "heading" && depth === 2);
  return parts.map(({ ["text"]: title }) => String(title));
}

/** A text written in Markdown, its first title left to the page that shows it. Links are words: nothing leads out. */
export function Markdown({ text, pictures }: { text: string; pictures: Pictures }) {
  return <>{all(marked.lexer(text), pictures)}</>;
}
