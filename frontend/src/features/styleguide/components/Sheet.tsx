import { MantineProvider, useMantineCssVariablesResolver, useMantineTheme } from "@mantine/core";
import type { i18n as Words } from "i18next";
import { type ReactNode, useId, useState } from "react";
import { I18nextProvider } from "react-i18next";
import styles from "./Sheet.module.css";

interface SheetProps {
  scheme: "light" | "dark";
  words: Words;
  children: ReactNode;
}

/** A piece of paper in one scheme and one language, whatever the page around it is in. */
export function Sheet({ scheme, words, children }: SheetProps) {
  const theme = useMantineTheme();
  const resolver = useMantineCssVariablesResolver();
  const id = `sheet-${useId().replace(/\W/g, "")}`;
  const [root, setRoot] = useState<HTMLElement | null>(null);
  return (
    <div
      id={id}
      ref={setRoot}
      className={styles.sheet}
      data-mantine-color-scheme={scheme}
      lang={words.language}
    >
      {root ? (
        <MantineProvider
          theme={theme}
          {...(resolver ? { cssVariablesResolver: resolver } : {})}
          forceColorScheme={scheme}
          cssVariablesSelector={`#${id}`}
          getRootElement={() => root}
        >
          <I18nextProvider i18n={words}>
            <div className={styles.inner}>{children}</div>
          </I18nextProvider>
        </MantineProvider>
      ) : null}
    </div>
  );
}
