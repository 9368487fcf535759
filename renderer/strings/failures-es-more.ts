/** The second half of the engine's sentences in Spanish, by the alphabet. */
export const MORE_SENTENCES: Readonly<Record<string, string>> = {
  'The copay that this check-out left open was paid since. Void that payment first, then undo.':
    'El copago que esta salida dejó pendiente ya se pagó. Anule primero ese pago y después deshaga.',
  'This is more than is left of what was paid ahead. Correct the amount, and take the rest another way.':
    'Es más de lo que queda del pago anticipado. Corrija el importe y cobre el resto de otra forma.',
  'More than was paid ahead.': 'Más de lo que se pagó por adelantado.',
  'Something was paid from this prepayment already. Void that payment first, then this one.':
    'Con este pago anticipado ya se pagó algo. Anule primero ese pago y después este.',
  'What was paid ahead cannot pay for more ahead. Choose another way to pay.':
    'Lo pagado por adelantado no puede pagar otro anticipo. Elija otra forma de pago.',
  'This coverage is not here any more. Look at the list again.':
    'Este seguro ya no está aquí. Mire la lista otra vez.',
  'This date has no day or no month, and the desk does not guess.':
    'A esta fecha le falta el día o el mes, y aquí no se adivina.',
  'This date has not come yet.': 'Esta fecha todavía no llega.',
  'This day has not come yet.': 'Ese día todavía no llega.',
  'This desk has no label printer yet. Print the label as a page, or have it set up under Settings, This desk.':
    'Este puesto todavía no tiene impresora de etiquetas. Imprima la etiqueta como página, o pida que la configuren en Ajustes, Este puesto.',
  'This desk is locked. Sign in first.': 'Este puesto está bloqueado. Inicie sesión primero.',
  'This element has to be there.': 'Este elemento es obligatorio.',
  'This element is of another type than FHIR says.': 'Este elemento es de otro tipo que el que indica FHIR.',
  'This entry already takes a payment back.': 'Este movimiento ya devuelve un pago.',
  'This file is being imported somewhere else, too. Wait for that.':
    'Este archivo también se está importando en otro lugar. Espere a que termine.',
  'This import is not here. Begin it again.': 'Esta importación no está aquí. Empiécela otra vez.',
  'This insurance is not in force for this patient. Replace it or choose self-pay.':
    'Este seguro no está vigente para este paciente. Cámbielo o elija que paga por su cuenta.',
  'This is a child. Write down who is with them.': 'Es un menor. Anote quién lo acompaña.',
  'This is before the first day.': 'Es antes del primer día.',
  'This is neither a ZIP code nor a foreign postal code.':
    'No es un código postal de Estados Unidos ni de otro país.',
  'This is not a SHA-256.': 'Esto no es un SHA-256.',
  'This is not a number that can be called.': 'A este número no se puede llamar.',
  'This is not a picture that the desk can keep. Take it again.':
    'Esta imagen no se puede guardar. Tómela otra vez.',
  'This is not a picture.': 'Esto no es una imagen.',
  'This is not a picture. Scan again.': 'Esto no es una imagen. Escanee otra vez.',
  'This is not an NPI. Look at it again, or leave it empty.': 'Esto no es un NPI. Revíselo o déjelo vacío.',
  'This is not an NPI. Look at it again.': 'Esto no es un NPI. Revíselo.',
  'This is not an e-mail address.': 'Esto no es un correo electrónico.',
  'This is not in the settings any more. Look at the list again.':
    'Esto ya no está en los ajustes. Mire la lista otra vez.',
  'This is not one of our ids.': 'Este no es uno de nuestros identificadores.',
  'This is not the hash of a text.': 'Esto no es la huella de un texto.',
  'This is too long.': 'Es demasiado largo.',
  'This line is not there any more. Look at the patient again.':
    'Esta línea ya no está. Mire al paciente otra vez.',
  'This list is too long.': 'Esta lista es demasiado larga.',
  'This looks like a card number. Take it out; the desk never keeps one.':
    'Parece un número de tarjeta. Quítelo; aquí nunca se guarda uno.',
  'This patient is already on today’s board. Open that visit, or add another one on purpose.':
    'Este paciente ya está en la lista de hoy. Abra esa visita, o agregue otra a propósito.',
  'This patient is not here any more. Search again.': 'Este paciente ya no está aquí. Busque de nuevo.',
  'This payment is not on this desk. Look at the visit again.':
    'Este pago no está en este puesto. Mire la visita otra vez.',
  'This payment is of an earlier day. Give a refund instead; ask your lead.':
    'Este pago es de otro día. Haga un reembolso; pregunte a su encargado.',
  'This payment was already voided.': 'Este pago ya fue anulado.',
  'This person cannot sign in at this desk. Choose a tile.':
    'Esta persona no puede iniciar sesión en este puesto. Elija un recuadro.',
  'This person is not on the list any more. Look at it again.':
    'Esta persona ya no está en la lista. Mírela otra vez.',
  'This picture is damaged. Take it again, and tell your IT person.':
    'Esta imagen está dañada. Tómela otra vez y avise a la persona de sistemas.',
  'This picture is not in use any more.': 'Esta imagen ya no se usa.',
  'This picture is too large. Take it again.': 'Esta imagen es demasiado grande. Tómela otra vez.',
  'This program does not know that action.': 'Este programa no conoce esa acción.',
  'This record is not merged any more. Look at the patient again.':
    'Este expediente ya no está unido. Mire al paciente otra vez.',
  'This record is restricted. Say why you open it; that is kept.':
    'Este expediente está restringido. Diga por qué lo abre; eso se conserva.',
  'This request is not of the form that the desk understands.':
    'Esta petición no tiene la forma que el programa entiende.',
  'This text is longer than the desk can show.': 'Este texto es más largo de lo que se puede mostrar.',
  'This text is not in force any more. Open the list again.':
    'Este texto ya no está vigente. Abra la lista otra vez.',
  'This text is not in force. Open the list again.': 'Este texto no está vigente. Abra la lista otra vez.',
  'This text was replaced meanwhile. Open it again and show the patient the new one.':
    'Mientras tanto este texto se reemplazó. Ábralo otra vez y muestre el nuevo al paciente.',
  'This visit already belongs to a registered patient. Undo or cancel it instead.':
    'Esta visita ya es de un paciente registrado. Deshágala o cancélela.',
  'This visit did not take place, so there is nothing to pay.':
    'Esta visita no se realizó, así que no hay nada que pagar.',
  'This visit has moved on meanwhile. Look at its status again.':
    'Esta visita avanzó mientras tanto. Mire otra vez su estado.',
  'This visit is not here any more. Look at the board again.':
    'Esta visita ya no está aquí. Mire la lista otra vez.',
  'This visit is not on the board any more. Look again.':
    'Esta visita ya no está en la lista. Mire otra vez.',
  'This visit is not today, so it cannot be moved along on today’s board.':
    'Esta visita no es de hoy, así que no se puede avanzar en la lista de hoy.',
  'This visit is of somebody else. Open the patient again.':
    'Esta visita es de otra persona. Abra al paciente otra vez.',
  'This window is closed.': 'Esta ventana está cerrada.',
  'Three coverages are in force already. End one of them first.':
    'Ya hay tres seguros vigentes. Termine uno de ellos primero.',
  'Try again.': 'Intente de nuevo.',
  'Twelve digits at most.': 'Doce dígitos como máximo.',
  'Two letters, like CO.': 'Dos letras, como CO.',
  'Two of these times overlap.': 'Dos de estos horarios se enciman.',
  'Type the code from the recovery sheet.': 'Escriba el código de la hoja de recuperación.',
  'What was printed is not here any more. Look it up again.':
    'Lo que se imprimió ya no está aquí. Búsquelo otra vez.',
  'Write 5 digits, or 9, like 80537.': 'Escriba 5 dígitos, o 9, como 80537.',
  'Write a day from the birth date to today.': 'Escriba un día entre el nacimiento y hoy.',
  'Write a title.': 'Escriba un título.',
  'Write all digits, like (970) 555-0148, or leave it empty.':
    'Escriba todos los dígitos, como (970) 555-0148, o déjelo vacío.',
  'Write only the last four digits of the card.': 'Escriba solo los últimos cuatro dígitos de la tarjeta.',
  'Write something, or leave it out.': 'Escriba algo, o déjelo.',
  'Write the address of the printer like 10.0.0.9 or printer.local:9100, or leave it empty.':
    'Escriba la dirección de la impresora como 10.0.0.9 o printer.local:9100, o déjela vacía.',
  'Write the address.': 'Escriba la dirección.',
  'Write the date as month, day, year.': 'Escriba la fecha como mes, día, año.',
  'Write the e-mail as name@place.com or leave it empty.':
    'Escriba el correo como nombre@lugar.com o déjelo vacío.',
  'Write the family name.': 'Escriba los apellidos.',
  'Write the first name.': 'Escriba el nombre.',
  'Write the initials.': 'Escriba las iniciales.',
  'Write the insurer’s name as on the card.': 'Escriba el nombre de la aseguradora como en la tarjeta.',
  'Write the member ID as on the card.': 'Escriba el número de afiliado como en la tarjeta.',
  'Write the name as patients know it.': 'Escriba el nombre como lo conocen los pacientes.',
  'Write the name of the practice.': 'Escriba el nombre del consultorio.',
  'Write the name of this desk.': 'Escriba el nombre de este puesto.',
  'Write the name on the door.': 'Escriba el nombre que está en la puerta.',
  'Write the name.': 'Escriba el nombre.',
  'Write the number as on the letter.': 'Escriba el número como en la carta.',
  'Write the phone number with its area code.': 'Escriba el teléfono con su código de área.',
  'Write the reason in a few words.': 'Escriba el motivo en pocas palabras.',
  'Write the state of the accident as two letters, like CO.':
    'Escriba el estado del accidente con dos letras, como CO.',
  'Write the time like 08:00 or 17:30.': 'Escriba la hora como 08:00 o 17:30.',
  'Write the two letters of the state, like CO.': 'Escriba las dos letras del estado, como CO.',
  'Write what the patient is asked to sign.': 'Escriba lo que el paciente va a firmar.',
  'Write what this price is for.': 'Escriba para qué es este precio.',
  'Write what this visit is called.': 'Escriba cómo se llama esta visita.',
  'Write who is with the child.': 'Escriba quién acompaña al menor.',
  'Write who signs.': 'Escriba quién firma.',
  'Write why they came, in a few words.': 'Escriba a qué viene, en pocas palabras.',
  'Write your initials.': 'Escriba sus iniciales.',
  'Write your name.': 'Escriba su nombre.',
  'Your role may not do this. Ask the front desk.':
    'Su función no permite hacer esto. Pregunte en recepción.',
  'Your role may not do this. Ask your lead.': 'Su función no permite hacer esto. Pregunte a su encargado.',
};
