import './settings.css';
import { type ReactNode, useState } from 'react';
import type { Session } from '../../shared/staff/contract.ts';
import type { Permission } from '../../shared/staff/permissions.ts';
import { ConsentTexts } from '../consents/consent-texts.tsx';
import { useSession } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { ArrangeSection } from './arrange-section.tsx';
import { DeskForm } from './desk-form.tsx';
import { MySettings } from './my-settings.tsx';
import { PracticeForm } from './practice-form.tsx';
import { PricesSection, ProvidersSection, RoomsSection } from './practice-lists.tsx';
import { ServerSection } from './server-section.tsx';
import { useSettingsPlace } from './settings-place.ts';
import { StaffSection } from './staff-section.tsx';
import { TypesSection } from './types-section.tsx';

export const SECTIONS = [
  'mine',
  'practice',
  'providers',
  'rooms',
  'types',
  'arrange',
  'prices',
  'staff',
  'consents',
  'desk',
  'server',
] as const;
export type SectionName = (typeof SECTIONS)[number];

const COMPONENTS: Readonly<Record<SectionName, () => ReactNode>> = {
  mine: MySettings,
  practice: PracticeForm,
  providers: ProvidersSection,
  rooms: RoomsSection,
  types: TypesSection,
  arrange: ArrangeSection,
  prices: PricesSection,
  staff: StaffSection,
  consents: ConsentTexts,
  desk: DeskForm,
  server: ServerSection,
};

/** One's own settings for everybody; the practice's for its administrator. */
export default function SettingsRoom() {
  const { settings } = useStrings();
  const session = useSession();
  const sections = sectionsFor(session ?? null);
  const asked = useSettingsPlace((state) => state.section);
  const current = sections.includes(asked) ? asked : 'mine';
  const choose = (section: SectionName): void => useSettingsPlace.setState({ section });
  const [focused, setFocused] = useState<SectionName | null>(null);
  const Content = COMPONENTS[current];
  const move = (step: number): void => {
    const next = sections[(sections.indexOf(focused ?? current) + step + sections.length) % sections.length];
    if (next === undefined) return;
    setFocused(next);
    choose(next);
    document.getElementById(`settings-tab-${next}`)?.focus();
  };
  return (
    <div className="settings">
      <div
        className="settings__sections"
        role="tablist"
        aria-orientation="vertical"
        aria-label={settings.sectionsLabel}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'ArrowUp') move(-1);
          else return;
          event.preventDefault();
        }}
      >
        {sections.map((section) => (
          <button
            key={section}
            id={`settings-tab-${section}`}
            type="button"
            role="tab"
            aria-selected={section === current}
            aria-controls="settings-content"
            tabIndex={section === current ? 0 : -1}
            onClick={() => choose(section)}
            onFocus={() => setFocused(section)}
          >
            {settings.sections[section]}
          </button>
        ))}
      </div>
      <div
        className="settings__content"
        id="settings-content"
        role="tabpanel"
        aria-labelledby={`settings-tab-${current}`}
        key={current}
      >
        <h2 className="settings__title">{settings.sections[current]}</h2>
        {settings.leads[current] === '' ? null : <p className="muted">{settings.leads[current]}</p>}
        <Content />
      </div>
    </div>
  );
}

function sectionsFor(session: Session | null): readonly SectionName[] {
  const may = (permission: Permission): boolean => session?.permissions.includes(permission) ?? false;
  if (may('practice.configure')) return SECTIONS;
  return may('calendar.arrange') ? ['mine', 'arrange'] : ['mine'];
}
