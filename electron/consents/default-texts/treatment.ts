import type { DefaultText } from './default-text.ts';

export const treatment: DefaultText = {
  kind: 'treatment',
  renewal: 'yearly',
  required: true,
  en: {
    title: 'Consent to treatment',
    body: `# What I agree to
I ask the clinicians of this practice to examine and treat me. This includes usual tests, medicines, vaccines and small procedures that they find needed and that they explain to me.

For surgery and other procedures with special risks I will be asked separately.

# What I know
Medicine is not an exact science, and nobody has promised me a certain result. I may ask questions at any time. I may say no to any test or treatment, also after I have signed, and I will be told what that may mean for my health.

Students or trainees may take part in my care under supervision. I may ask that they do not.

# For how long
This consent holds for one year, or until I take it back in writing. If I sign for somebody else, I have the right to do so.`,
  },
  es: {
    title: 'Consentimiento para el tratamiento',
    body: `# En qué estoy de acuerdo
Pido al personal médico de este consultorio que me examine y me trate. Esto incluye las pruebas habituales, los medicamentos, las vacunas y los procedimientos menores que consideren necesarios y que me expliquen.

Para una cirugía y otros procedimientos con riesgos especiales se me pedirá un permiso aparte.

# Lo que sé
La medicina no es una ciencia exacta y nadie me ha prometido un resultado. Puedo hacer preguntas en cualquier momento. Puedo decir que no a cualquier prueba o tratamiento, también después de firmar, y se me dirá qué puede significar eso para mi salud.

Es posible que estudiantes o personal en formación participen en mi atención bajo supervisión. Puedo pedir que no lo hagan.

# Por cuánto tiempo
Este consentimiento vale un año, o hasta que yo lo retire por escrito. Si firmo por otra persona, tengo derecho a hacerlo.`,
  },
};
