import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const seal: MantineColorsTuple = [
  "#eff9f7",
  "#d7f0eb",
  "#aee0d8",
  "#7dcdc0",
  "#4bb7a9",
  "#27a193",
  "#178c80",
  "#128076",
  "#0f766e",
  "#0b5d57",
];
const warm: MantineColorsTuple = [
  "#faf9f6",
  "#f4f2ec",
  "#eae7df",
  "#e0dcd1",
  "#c9c4b7",
  "#8d8778",
  "#726c5f",
  "#625d52",
  "#46423a",
  "#2b2822",
];
const night: MantineColorsTuple = [
  "#eceef4",
  "#c6ccda",
  "#a5adbf",
  "#76819a",
  "#3b4a69",
  "#2c3a57",
  "#1a2640",
  "#131d33",
  "#0c1426",
  "#080e1c",
];
const alarm: MantineColorsTuple = [
  "#fcebe9",
  "#f8d3d0",
  "#efa6a1",
  "#e57770",
  "#dc5048",
  "#cf372f",
  "#bf2b24",
  "#b3251f",
  "#a8201a",
  "#861712",
];

export const theme = createTheme({
  colors: { seal, gray: warm, dark: night, red: alarm },
  primaryColor: "seal",
  primaryShade: { light: 8, dark: 8 },
  white: "#ffffff",
  black: "#14213d",
  fontFamily:
    '"Pretendard Variable", Pretendard, "Pretendard Stand-in", -apple-system, BlinkMacSystemFont, "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SFMono-Regular", Menlo, Consolas, "D2Coding", "Liberation Mono", monospace',
  fontSizes: { xs: "13px", sm: "14px", md: "16px", lg: "20px", xl: "28px" },
  defaultRadius: "6px",
  cursorType: "pointer",
  respectReducedMotion: true,
});

/** Point the library's own variables at ours, so that both schemes come from one list. */
export const resolver: CSSVariablesResolver = () => {
  const ours = {
    "--mantine-color-body": "var(--sb-desk)",
    "--mantine-color-text": "var(--sb-ink)",
    "--mantine-color-dimmed": "var(--sb-muted)",
    "--mantine-color-placeholder": "var(--sb-muted)",
    "--mantine-color-error": "var(--sb-red)",
    "--mantine-color-default-border": "var(--sb-line-strong)",
    "--mantine-color-default": "var(--sb-paper)",
    "--mantine-color-default-hover": "var(--sb-tint)",
    "--mantine-color-anchor": "var(--sb-seal-ink)",
  };
  // Of its own it takes a green darker than the page and letters that are white, whatever is meant.
  const inDark = {
    ...ours,
    "--mantine-color-seal-light": "var(--sb-seal-tint)",
    "--mantine-color-seal-light-hover":
      "color-mix(in srgb, var(--sb-seal) 12%, var(--sb-seal-tint))",
    "--mantine-color-seal-light-color": "var(--sb-seal-ink)",
    "--mantine-color-red-light": "var(--sb-red-tint)",
    "--mantine-color-red-light-hover": "color-mix(in srgb, var(--sb-red) 12%, var(--sb-red-tint))",
    "--mantine-color-red-light-color": "var(--sb-red)",
  };
  return { variables: {}, light: ours, dark: inDark };
};
