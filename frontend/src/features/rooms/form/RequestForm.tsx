import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ChooseOne } from "@/shared/drafting/Choices";
import { Section } from "@/shared/drafting/EditorFrame";
import type { DataRequestDetailQuery } from "@/shared/graphql/generated/graphql";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { Day, type FieldProps, OneOf, Words } from "./Fields";
import { Items } from "./Items";

interface RequestFormProps extends FieldProps {
  form: NonNullable<DataRequestDetailQuery["dataRequestForm"]>;
  broad: ReadonlySet<string>;
  readers: string;
}

/** The written form, part by part, with the fields that the statutes name. */
export function RequestForm({ form, broad, readers, ...fields }: RequestFormProps) {
  const { t } = useTranslation("request");
  const { draft, onChange, faultOf } = fields;
  const part = (name: "what" | "why" | "secret" | "price" | "days", children: ReactNode) => (
    <Section
      title={t(`part.${name}.title`)}
      lead={t(`part.${name}.lead`)}
      readers={name === "what" ? <VisibilityStrip readers={readers} /> : null}
    >
      {children}
    </Section>
  );
  return (
    <>
      {part(
        "what",
        <>
          <Words name="title" {...fields} />
          <Items
            items={draft.items}
            most={form.itemsMax}
            broad={broad}
            faultOf={faultOf}
            onChange={(items) => onChange({ items })}
          />
        </>,
      )}
      {part(
        "why",
        <>
          <ChooseOne
            name="purpose"
            label={t("field.purpose")}
            help={t("help.purpose")}
            options={form.purposes}
            nameOf={(value) => t(`purpose.${value}`)}
            value={draft.purpose}
            needed
            error={faultOf("purpose")}
            onChange={(purpose) => onChange({ purpose })}
          />
          <Words name="purposeWords" {...fields} />
          <Words name="justification" {...fields} />
        </>,
      )}
      {part(
        "secret",
        <>
          <Words name="secrecy" {...fields} />
          <OneOf name="presentOwner" {...fields} />
          <OneOf name="isJointDevelopment" {...fields} />
          <OneOf name="ownershipAfter" {...fields} />
        </>,
      )}
      {part(
        "price",
        <>
          <Words name="consideration" {...fields} />
          <Words name="paymentMethod" {...fields} />
        </>,
      )}
      {part(
        "days",
        <>
          <Day name="deliveryOn" {...fields} />
          <OneOf name="deliveryMethod" {...fields} />
          <Day name="useFrom" {...fields} />
          <Day name="useUntil" {...fields} />
          <Day name="returnOn" {...fields} />
          <OneOf name="returnMethod" {...fields} />
        </>,
      )}
    </>
  );
}
