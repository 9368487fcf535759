import type { DefaultText } from './default-text.ts';

export const financialPolicy: DefaultText = {
  kind: 'financial-policy',
  renewal: 'on-new-version',
  required: false,
  en: {
    title: 'Financial policy',
    body: `# At each visit
Please bring your insurance card and a photo ID. Your copay is due when you check in. We take cash, checks and cards.

# After the visit
We send the claim to your insurance. What it leaves to you we bill to you; please pay within 30 days or ask us for a payment plan.

# Without insurance
You have the right to a good-faith estimate of what your care will cost before you receive it. Ask us for it.

# If you cannot come
Please call at least 24 hours before. For a visit missed without a call there may be a fee, which insurance does not pay.

If you cannot pay, tell us. We would rather find a way together than have you stay away.`,
  },
  es: {
    title: 'Política financiera',
    body: `# En cada consulta
Traiga, por favor, su tarjeta del seguro y una identificación con fotografía. Su copago se paga al registrarse. Aceptamos efectivo, cheques y tarjetas.

# Después de la consulta
Enviamos la reclamación a su seguro. Lo que quede a su cargo se lo facturamos; le pedimos que pague en un plazo de 30 días o que nos pida un plan de pagos.

# Sin seguro
Usted tiene derecho a un presupuesto de buena fe de lo que costará su atención antes de recibirla. Pídanoslo.

# Si no puede venir
Llame, por favor, al menos 24 horas antes. Una consulta perdida sin aviso puede tener un cargo que el seguro no paga.

Si no puede pagar, díganoslo. Preferimos buscar juntos una solución a que usted deje de venir.`,
  },
};
