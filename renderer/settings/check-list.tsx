import { useStrings } from '../strings/use-strings.ts';
import { CheckField } from '../ui/fields.tsx';

interface CheckListProps<Id extends string> {
  readonly label: string;
  /** What it means that none is marked. */
  readonly hint: string;
  readonly items: readonly { readonly id: Id; readonly name: string; readonly active: boolean }[];
  readonly marked: readonly Id[];
  readonly onChange: (marked: Id[]) => void;
}

/** Some of a list; one out of use is shown only while it is marked. */
export function CheckList<Id extends string>({ label, hint, items, marked, onChange }: CheckListProps<Id>) {
  const { settings } = useStrings();
  return (
    <fieldset className="check-list">
      <legend className="field__label">{label}</legend>
      {items
        .filter(({ id, active }) => active || marked.includes(id))
        .map(({ id, name, active }) => (
          <CheckField
            key={id}
            label={active ? name : `${name} (${settings.notInUse})`}
            checked={marked.includes(id)}
            onChange={(checked) => onChange(checked ? [...marked, id] : marked.filter((each) => each !== id))}
          />
        ))}
      <p className="field__hint">{hint}</p>
    </fieldset>
  );
}
