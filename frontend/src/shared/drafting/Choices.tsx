import { Checkbox, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./fields.module.css";
import { fieldId } from "./jump";

interface ChoicesProps<Value extends string> {
  name: string;
  label: string;
  help?: string;
  options: readonly Value[];
  nameOf: (value: Value) => string;
  values: readonly Value[];
  onChange: (values: Value[]) => void;
  needed?: boolean;
  error?: string | null;
}

/** Several of a few: boxes in one group. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { name, label, help, options, nameOf, values, onChange, needed = false, error } = props;
  const id = fieldId(name);
  return (
    <fieldset
      className={styles.choices}
      id={id}
      aria-describedby={`${id}-help`}
      data-wrong={Boolean(error)}
    >
      <legend>
        {label} {needed ? <span aria-hidden="true">*</span> : null}
      </legend>
      <p id={`${id}-help`} className={styles.help}>
        {help}
        {error ? <span className={styles.wrong}>{error}</span> : null}
      </p>
      <div className={styles.boxes}>
        {options.map((value) => (
          <Checkbox
            key={value}
            size="sm"
            label={nameOf(value)}
            checked={values.includes(value)}
            onChange={() =>
              onChange(
                options.filter((each) =>
                  each === value ? !values.includes(each) : values.includes(each),
                ),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

interface OneProps<Value extends string> {
  name: string;
  label: string;
  help?: string;
  options: readonly Value[];
  nameOf: (value: Value) => string;
  value: Value | "";
  /** What it means to choose none, where that is an answer. */
  none?: string;
  onChange: (value: Value | "") => void;
  needed?: boolean;
  error?: string | null;
}

/** One of several, from the list that every device has. */
export function ChooseOne<Value extends string>(props: OneProps<Value>) {
  const { t } = useTranslation("offer");
  return (
    <div className={styles.question}>
      <NativeSelect
        id={fieldId(props.name)}
        label={props.label}
        description={props.help}
        withAsterisk={props.needed ?? false}
        aria-required={props.needed ?? false}
        value={props.value}
        error={props.error ?? null}
        onChange={(event) => props.onChange(event.currentTarget.value as Value | "")}
        data={[
          { value: "", label: props.none ?? t("choose") },
          ...props.options.map((value) => ({ value, label: props.nameOf(value) })),
        ]}
      />
    </div>
  );
}
