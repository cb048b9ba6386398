import { NativeSelect, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";

const SCHEMES = ["auto", "light", "dark"] as const;

/** Light, dark, or as the machine has it. */
export function SchemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <NativeSelect
      aria-label={t("scheme.label")}
      size="xs"
      value={colorScheme}
      onChange={(event) =>
        setColorScheme(SCHEMES.find((each) => each === event.currentTarget.value) ?? "auto")
      }
      data={SCHEMES.map((value) => ({ value, label: t(`scheme.${value}`) }))}
    />
  );
}
