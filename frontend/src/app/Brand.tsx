import styles from "./TopBar.module.css";

/** A seal whose figure is a bridge. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" className={styles.mark} aria-hidden="true">
      <circle cx="16" cy="16" r="15" />
      <circle cx="16" cy="16" r="12.2" className={styles.ring} />
      <path d="M7 20h18M10 20v-3.2M22 20v-3.2M7.6 17.4C10.4 16.6 12.6 11 16 11s5.6 5.6 8.4 6.4M16 11v9" />
    </svg>
  );
}
