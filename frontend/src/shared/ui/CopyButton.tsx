import { ActionIcon } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

/** Copy a value that is too long to type; tells a screen reader that it was done. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation();
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 2000);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={`${t("copy")}: ${label}`}
        title={done ? t("copied") : t("copy")}
        onClick={() => void navigator.clipboard?.writeText(value).then(() => setDone(true))}
      >
        {done ? <IconCheck size={16} /> : <IconCopy size={16} />}
      </ActionIcon>
      <span className="sb-hidden" aria-live="polite">
        {done ? t("copied") : ""}
      </span>
    </>
  );
}
