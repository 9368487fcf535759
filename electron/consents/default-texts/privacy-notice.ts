import type { DefaultText } from './default-text.ts';

/** 45 CFR 164.520(c)(2)(ii): written acknowledgment of receipt, or the documented good-faith effort to get it. */
export const privacyNotice: DefaultText = {
  kind: 'privacy-notice',
  renewal: 'yearly',
  required: true,
  en: {
    title: 'Notice of Privacy Practices: I received it',
    body: `# What this paper is
By law we must tell you how we may use and share your health information, and what your rights are. That is written in our Notice of Privacy Practices. You were offered a copy today. You may ask for another one at any time, on paper or by e-mail.

# In short
We use your information to treat you, to be paid for your care, and to run this practice. For most other uses we ask for your permission in writing first.

You may ask to see your record and get a copy, ask us to correct it, ask with whom we shared it, ask us to reach you in a certain way, and ask us to limit what we share.

If you believe your privacy was not respected, you may complain to us or to the U.S. Department of Health and Human Services. Nobody will treat you differently because of it.

# What you sign
My signature says that I was given the Notice of Privacy Practices, or was offered it. It does not say that I agree with it. I may refuse to sign, and I will be treated all the same.`,
  },
  es: {
    title: 'Aviso de prácticas de privacidad: lo recibí',
    body: `# Qué es este documento
La ley nos obliga a decirle cómo podemos usar y compartir su información de salud y cuáles son sus derechos. Todo eso está escrito en nuestro Aviso de prácticas de privacidad. Hoy se le ofreció una copia. Usted puede pedir otra en cualquier momento, en papel o por correo electrónico.

# En pocas palabras
Usamos su información para atenderle, para cobrar por su atención y para administrar este consultorio. Para casi todo lo demás le pedimos antes su permiso por escrito.

Usted puede pedir ver su expediente y recibir una copia, pedir que lo corrijamos, preguntar con quién lo compartimos, pedir que nos comuniquemos con usted de cierta manera y pedir que limitemos lo que compartimos.

Si cree que no se respetó su privacidad, puede presentar una queja ante nosotros o ante el Departamento de Salud y Servicios Humanos de los Estados Unidos. Nadie le tratará de otra manera por hacerlo.

# Lo que usted firma
Mi firma indica que recibí el Aviso de prácticas de privacidad, o que se me ofreció. No indica que estoy de acuerdo con él. Puedo negarme a firmar y me atenderán de todos modos.`,
  },
};
