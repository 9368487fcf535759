import './consents.css';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { OutputOf } from '../../shared/api/index.ts';
import type { ConsentStanding } from '../../shared/consents/contract.ts';
import type { ConsentLanguage, SignerRelation } from '../../shared/consents/rules.ts';
import type { PatientId, VisitId } from '../../shared/kernel/ids.ts';
import { usePreferences } from '../data/preferences.ts';
import { useDeskQuery } from '../data/queries.ts';
import { whenScanned } from '../scan/listen.ts';
import { currentStrings, stringsFor } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { ErrorState, Notice, Skeleton } from '../ui/feedback.tsx';
import { SelectField, TextField } from '../ui/fields.tsx';
import { Overlay } from '../ui/overlay.tsx';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import { type Shortcuts, useShortcuts } from '../ui/shortcuts.ts';
import { showToast } from '../ui/toast.tsx';
import { ConsentWords } from './consent-words.tsx';
import { RefusalForm } from './refusal-form.tsx';
import { SignaturePad, type SignaturePadHandle } from './signature-pad.tsx';
import { useConsentActions } from './use-consent-actions.ts';

interface SigningSheetProps {
  readonly patientId: PatientId;
  readonly visitId: VisitId | null;
  readonly who: Pick<OutputOf<'consents.ofPatient'>, 'language' | 'relations' | 'signers'>;
  /** What is signed one after the other, as it stood when the sheet was opened. */
  readonly queue: readonly ConsentStanding[];
  readonly onClose: () => void;
  readonly onChanged?: (() => void) | undefined;
  /** The words of the first text can be read and its keys act. */
  readonly onThere: () => void;
}

/**
 * What the patient sees and signs, over the whole window so that nothing of the queue or of anybody else shows. It
 * speaks the language of the text.
 */
export function SigningSheet({
  patientId,
  visitId,
  who,
  queue,
  onClose,
  onChanged,
  onThere,
}: SigningSheetProps) {
  const [place, setPlace] = useState(0);
  const [language, setLanguage] = useState<ConsentLanguage>(who.language);
  const [relation, setRelation] = useState<SignerRelation>(
    who.signers[0]?.relation ?? who.relations[0] ?? 'self',
  );
  const [signerName, setSignerName] = useState(who.signers[0]?.name ?? '');
  const words = stringsFor(language).consents;
  const current = queue[place];
  // The keys of the text lie inside the overlay, which lets none through to what was there before it; so they are heard here.
  const keys = useRef<Shortcuts>({});
  const hear = (name: string) => (event: KeyboardEvent) => {
    const act = keys.current[name];
    if (act === undefined) return false;
    act(event);
    return true;
  };
  useShortcuts(
    'overlay',
    Object.fromEntries(['Ctrl+Enter', 'c', 'p', 'n'].map((name) => [name, hear(name)])),
  );
  // The screen is turned to the patient: nobody else's card shows on it, and no signature goes for one.
  useEffect(() => whenScanned(() => showToast(currentStrings().scan.whileSigning)), []);
  const leave = (): void => {
    const stay = keys.current['Escape'];
    if (stay === undefined) onClose();
    else stay(new KeyboardEvent('keydown'));
  };
  const next = (): void => {
    if (place + 1 < queue.length) setPlace(place + 1);
    else onClose();
  };
  const chooseRelation = (chosen: SignerRelation): void => {
    setRelation(chosen);
    const known = who.signers.find((signer) => signer.relation === chosen)?.name;
    if (known !== undefined || who.signers.some(({ name }) => name === signerName))
      setSignerName(known ?? '');
  };
  return createPortal(
    <Overlay label={words.sheet.label} className="signing" onClose={leave}>
      <div className="signing__sheet" lang={language}>
        <header className="signing__head">
          <div className="signing__language">
            <SegmentedChoice
              label={words.sheet.language}
              value={language}
              options={[
                { value: 'en', label: 'English' },
                { value: 'es', label: 'Español' },
              ]}
              onChange={setLanguage}
            />
          </div>
          <div className="signing__signer">
            <SelectField
              label={words.sheet.relation}
              value={relation}
              options={who.relations.map((value) => ({ value, label: words.relations[value] }))}
              onChange={chooseRelation}
            />
            <TextField
              label={words.sheet.signer}
              value={signerName}
              onChange={setSignerName}
              maxLength={120}
            />
          </div>
          {queue.length > 1 ? (
            <span className="muted tabular">{words.sheet.of(place + 1, queue.length)}</span>
          ) : null}
          <Button look="quiet" shortcut="Escape" onClick={leave}>
            {words.sheet.close}
          </Button>
        </header>
        {current === undefined ? null : (
          <OneText
            key={current.seriesId}
            {...{ patientId, visitId, standing: current, language, relation, signerName, onChanged, keys }}
            onThere={onThere}
            onAnswered={next}
          />
        )}
      </div>
    </Overlay>,
    document.body,
  );
}

interface OneTextProps {
  readonly patientId: PatientId;
  readonly visitId: VisitId | null;
  readonly standing: ConsentStanding;
  readonly language: ConsentLanguage;
  readonly relation: SignerRelation;
  readonly signerName: string;
  /** Where the keys of this text are put while they act. */
  readonly keys: RefObject<Shortcuts>;
  readonly onAnswered: () => void;
  readonly onThere: () => void;
  readonly onChanged?: (() => void) | undefined;
}

function OneText({
  patientId,
  visitId,
  standing,
  language,
  relation,
  signerName,
  keys,
  onAnswered,
  onThere,
  onChanged,
}: OneTextProps) {
  const strings = stringsFor(language);
  const words = strings.consents.sheet;
  const query = useDeskQuery('consents.wording', { seriesId: standing.seriesId });
  const wording = query.data?.wordings.find((each) => each.language === language) ?? query.data?.wordings[0];
  const actions = useConsentActions(onChanged);
  const pad = useRef<SignaturePadHandle>(null);
  const text = useRef<HTMLDivElement>(null);
  const [hasInk, setHasInk] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const isThere = wording !== undefined;
  const hasAnswer = isThere || query.error !== null;
  const tell = useRef(onThere);
  useEffect(() => {
    // The words are what comes first: the arrow keys scroll them at once. Words that are here already come before the
    // sheet around them is open, and a closed sheet gives nobody the keyboard.
    if (hasAnswer)
      queueMicrotask(() => {
        text.current?.focus();
        tell.current();
      });
  }, [hasAnswer]);

  const answer = wording && {
    patientId,
    visitId,
    textId: wording.textId,
    textHash: wording.sha256,
    signerName,
    relation,
  };
  // What is said at the desk afterwards is said in the desk's language.
  const title = standing.titles[usePreferences((preferences) => preferences.language)];
  const finish = async (act: Promise<boolean>): Promise<void> => {
    if (await act) onAnswered();
  };
  const mayAnswer = (): boolean => {
    const missing = signerName.trim() === '' ? words.signerNeeded : null;
    setProblem(missing);
    return missing === null && !actions.isPending;
  };
  const accept = (): void => {
    const drawing = pad.current?.drawing();
    if (!answer || !mayAnswer()) return;
    if (drawing) void finish(actions.sign({ ...answer, ...drawing }, title));
    else setProblem(words.notDrawn);
  };
  const onPaper = (): void => {
    if (!answer || !mayAnswer()) return;
    void finish(actions.sign({ ...answer, method: 'paper', strokes: [], image: '' }, title));
  };
  const refuse = (reason: string): void => {
    if (!answer || !mayAnswer()) return;
    void finish(actions.refuse({ ...answer, reason }, title));
  };
  const stay = (): void => {
    setLeaving(true);
    setProblem(words.notKept);
  };
  useLayoutEffect(() => {
    keys.current = refusing
      ? {}
      : {
          // A signature that somebody has drawn does not go without a word: the first Esc says so, the second leaves.
          Escape: hasInk && !isLeaving ? stay : undefined,
          'Ctrl+Enter': accept,
          c: () => pad.current?.clear(),
          p: hasInk ? undefined : onPaper,
          n: () => setRefusing(true),
        };
  });

  if (query.error !== null && wording === undefined)
    return <ErrorState failure={query.error} onRetry={() => void query.refetch()} />;
  if (wording === undefined) return <Skeleton />;
  const said = problem ?? actions.failure?.message ?? null;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="signing__text" ref={text} tabIndex={0} role="region" aria-label={words.text}>
        <ConsentWords title={wording.title} body={wording.body} language={wording.language} />
      </div>
      {said === null ? null : <Notice tone="bad">{said}</Notice>}
      {refusing ? (
        <RefusalForm
          words={words}
          isPending={actions.isPending}
          onBack={() => setRefusing(false)}
          onKeep={refuse}
        />
      ) : (
        <>
          <div className={`signing__pad${hasInk ? ' signing__pad--inked' : ''}`}>
            <SignaturePad
              label={words.pad}
              handle={pad}
              onInk={(drawn) => {
                setHasInk(drawn);
                setLeaving(false);
                if (drawn) setProblem(null);
              }}
            />
            <span className="signing__here" aria-hidden="true">
              {words.signHere}
            </span>
          </div>
          <footer className="signing__foot">
            <Button shortcut="C" disabled={!hasInk} onClick={() => pad.current?.clear()}>
              {words.clear}
            </Button>
            <Button look="quiet" shortcut="P" disabled={hasInk || actions.isPending} onClick={onPaper}>
              {words.paper}
            </Button>
            <Button look="quiet" shortcut="N" onClick={() => setRefusing(true)}>
              {words.refuse}
            </Button>
            <span className="signing__next">
              <Button look="primary" shortcut="Ctrl+Enter" disabled={actions.isPending} onClick={accept}>
                {words.accept}
              </Button>
            </span>
          </footer>
        </>
      )}
    </>
  );
}
