import type { ReactNode } from "react";

import { PageTitle, type PageTitleProps } from "./PageTitle";

/** A screen of the notebook: its title, and what follows at an even distance. */
export function Page({
  title,
  children,
  wide,
  ...head
}: Omit<PageTitleProps, "children"> & {
  title: string;
  children: ReactNode;
  /** Uses the whole width of the window. */
  wide?: boolean;
}) {
  return (
    <div className={wide === true ? "page page-wide" : "page"}>
      <PageTitle {...head}>{title}</PageTitle>
      {children}
    </div>
  );
}
