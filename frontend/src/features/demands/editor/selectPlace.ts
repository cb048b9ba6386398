import { fieldId } from "@/shared/drafting/jump";
import { placeIn, type Remark } from "./remarks";

/** Mark the words of a remark in their field, once the page has brought the reader there. */
export function selectPlace(remark: Remark): void {
  requestAnimationFrame(() => {
    setTimeout(() => {
      const field = document.getElementById(fieldId(remark.field));
      if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return;
      const place = placeIn(field.value, remark);
      field.focus({ preventScroll: true });
      if (place) field.setSelectionRange(...place);
    });
  });
}
