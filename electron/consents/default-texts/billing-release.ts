import type { DefaultText } from './default-text.ts';

export const billingRelease: DefaultText = {
  kind: 'billing-release',
  renewal: 'once',
  required: true,
  en: {
    title: 'Release of information for billing',
    body: `I allow this practice to give my insurers, Medicare and Medicaid included, and those who work for them, the information about my visits that they need to decide on and pay my claims.

My signature here may be used in place of my signature on each claim ("signature on file").

I may take this permission back in writing. That does not change what was sent before.`,
  },
  es: {
    title: 'Autorización para compartir información de facturación',
    body: `Autorizo a este consultorio a dar a mis seguros, incluidos Medicare y Medicaid, y a quienes trabajan para ellos, la información sobre mis consultas que necesiten para decidir y pagar mis reclamaciones.

Mi firma en este documento puede usarse en lugar de mi firma en cada reclamación («firma en archivo»).

Puedo retirar este permiso por escrito. Eso no cambia lo que se haya enviado antes.`,
  },
};
