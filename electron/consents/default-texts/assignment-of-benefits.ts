import type { DefaultText } from './default-text.ts';

export const assignmentOfBenefits: DefaultText = {
  kind: 'assignment-of-benefits',
  renewal: 'once',
  required: true,
  en: {
    title: 'Assignment of benefits',
    body: `I ask my insurers to pay this practice directly for the care that I receive here. If an insurer pays me for it, I will pass the payment on.

What my insurance does not pay, as copays, deductibles and care that is not covered, I owe myself, as far as the law and the contract with my insurer allow.

I may take this back in writing for visits still to come.`,
  },
  es: {
    title: 'Cesión de beneficios',
    body: `Pido a mis seguros que paguen directamente a este consultorio por la atención que reciba aquí. Si un seguro me paga a mí, entregaré ese pago al consultorio.

Lo que mi seguro no pague, como copagos, deducibles y servicios no cubiertos, lo debo yo, en la medida en que lo permitan la ley y el contrato con mi seguro.

Puedo retirar esta cesión por escrito para las consultas futuras.`,
  },
};
