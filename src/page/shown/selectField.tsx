import FormField from '@cloudscape-design/components/form-field';
import Select, { type SelectProps } from '@cloudscape-design/components/select';

interface SelectFieldProps {
  label: string;
  description?: string;
  /** The value of the chosen option; one that is none of them is shown as it is. */
  value: string;
  options: (SelectProps.Option & { value: string })[];
  onChange(value: string): void;
}

/** A choice of one of some values. Many can be searched. */
export function SelectField({ label, description, value, options, onChange }: SelectFieldProps) {
  return (
    <FormField label={label} description={description}>
      <Select
        selectedOption={options.find((option) => option.value === value) ?? { value, label: value }}
        options={options}
        virtualScroll={options.length > 50}
        {...(options.length > 10 && {
          filteringType: 'auto' as const,
          filteringAriaLabel: `Find a ${label.toLowerCase()}`,
        })}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}
