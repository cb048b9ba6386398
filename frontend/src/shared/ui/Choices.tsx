import { useId } from "react";
import styles from "./Choices.module.css";

export interface Choice<Value extends string> {
  value: Value;
  name: string;
  help?: string;
  disabled?: boolean;
}

interface ChoicesProps<Value extends string> {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  error?: string | null;
  /** Side by side where the words are short. */
  inline?: boolean;
}

/** One of a few, all of them in sight. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const name = useId();
  const { error } = props;
  return (
    <fieldset
      className={styles.choices}
      data-inline={props.inline ?? false}
      data-failed={Boolean(error)}
      aria-describedby={error ? `${name}-error` : undefined}
    >
      <legend>{props.label}</legend>
      <div className={styles.list}>
        {props.choices.map((choice) => (
          <label key={choice.value} className={styles.choice}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={props.value === choice.value}
              disabled={choice.disabled ?? false}
              aria-invalid={error ? true : undefined}
              onChange={() => props.onChange(choice.value)}
            />
            <span>
              {choice.name}
              {choice.help ? <small>{choice.help}</small> : null}
            </span>
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${name}-error`} className={styles.error}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
