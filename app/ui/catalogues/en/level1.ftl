# Applying for level 1 from the phone.

level1-title = Electronic identity, level 1
level1-lede = With your identity card and your face you get an electronic identity without going to an office.
level1-needs = What you need
level1-needs-card = Your identity card with the QR code
level1-needs-camera = A camera, or photographs of your face that you take now
level1-needs-time = About five minutes. You can stop at any time and go on later, on another device too
level1-next = What happens next
level1-next-text = An officer compares your pictures with what the register has, within one working day. We then write to you, and you activate your electronic identity within seven days.
level1-begin = Begin
level1-begin-again = Apply again
level1-phone-first = Your account has no confirmed phone yet. The decision is told by phone, so confirm one first.
level1-phone-give = Confirm a phone
level1-go-on = Continue
level1-back = Back
level1-many = You have given data often today. Try again after { $time }.

## Where it stands

level1-state = State
level1-due = Decision by
level1-late = Overdue
level1-window = Activate until
level1-reason = Reason
level1-state-data = Data wanted
level1-state-face = Pictures wanted
level1-state-review = Waiting for a decision
level1-state-approved = Approved
level1-state-missed = Not activated in time
level1-state-active = Active
level1-state-locked = Locked
level1-state-refused = Refused
level1-state-withdrawn = Taken back
level1-state-closed = Closed
level1-now-data = We need the data of your identity card.
level1-now-face = We need pictures of your face.
level1-now-review = You are registered. An officer now looks at your application; we write to you when it is decided. There is nothing for you to do.
level1-now-approved = Your application was approved. Activate your electronic identity now.
level1-now-missed = The seven days for activating are over. Ask at the office that approved it: an officer can open the time again.
level1-now-active = Your electronic identity is active.
level1-now-locked = Your electronic identity is locked.
level1-now-refused = Your application was refused. You can apply again.
level1-now-withdrawn = You took your application back. You can apply again.
level1-now-closed = This electronic identity was closed.
level1-given = Your application was sent.
level1-withdrawn = Your application was taken back, and the pictures were deleted.
level1-over = Nothing is under way any more that could be taken back.
level1-withdraw-title = Take the application back
level1-withdraw-does = The application ends and your pictures are deleted at once. You can apply again at any time.
level1-withdraw = Take back

## The steps

level1-task-account = Account with a confirmed phone
level1-task-data = Data of the identity card
level1-task-face = Pictures of the face
level1-task-decision = Decision of an officer
level1-task-activate = Activate
level1-task-done = Done
level1-task-now = To do now
level1-task-waits = Under way
level1-task-later = Later

## The card

level1-card-title = Your identity card
level1-card-lede = Scan the code on your card, or type what stands on it. You look through everything before it is sent.
level1-card-typed = The data
level1-data-title = Check your data
level1-data-lede = With these data we ask the population register. They have to be as on your card.
level1-former = Number of the former card
level1-from = Given by
level1-from-code = The QR code of the card
level1-from-typing = Typing
level1-child = Whoever is under 14 does not apply alone. Your father, your mother or your guardian asks for the electronic identity together with you.
level1-child-small = For a child under 6, the father, the mother or the guardian asks for an electronic identity of level 1.
level1-child-nothing-sent = Nothing has been sent: neither to the population register nor to an officer.
level1-child-do = What to do now
level1-child-counter = Go together to the police of your commune or ward, or to an identity card office.
level1-child-papers = Bring the child’s card or birth certificate, and the card of the father, mother or guardian.
level1-child-born = Is the date of birth wrong? Put it right, then you can go on.
level1-child-leave = To my application
level1-doubts = Some of it does not agree. You can still go on; an officer will look at it.
level1-consent = I agree that these data and pictures of my face are compared with the population register
level1-consent-hint = Only for this application. The pictures are kept encrypted and deleted when their time is over, or as soon as you take the application back.
level1-consent-program = Before an officer decides, a program compares your pictures and tells the officer what it found. It decides nothing.
level1-consent-missing = Agree to the comparison, or go back
level1-correct = Put the data right

## The face

level1-face-title = Pictures of your face
level1-face-lede = We need a picture of your face looking straight ahead, and three more with gestures that were drawn for you. Take off glasses, mask and hat.
level1-face-place = Picture { $place } of { $count }:
level1-face-photograph = Take or choose a photograph
level1-face-file = Photograph
level1-face-file-hint = JPEG, PNG or WebP, at most 8 MB, taken just now. Where and with what it was taken is not kept.
level1-face-send = Send the picture
level1-face-until = These gestures hold until
level1-face-why = Why gestures?
level1-face-why-text = So that nobody applies for you with a picture of you that they already have. If you cannot do a gesture, take all the pictures anew to get others, or apply at an office. The pictures are compared by an officer.
level1-camera-start = Start the camera
level1-camera-take = Take the picture
level1-camera-wait = Hold still. The picture is taken in
level1-camera-sending = The picture is being sent.
level1-camera-refused = The browser doesn’t let this page use the camera. Allow it in the settings of your browser, or send photographs.
level1-camera-missing = No camera could be started. Send photographs instead.
level1-shot-portrait = look straight into the camera, with your mouth closed
level1-shot-turn-left = turn your head to your left
level1-shot-turn-right = turn your head to your right
level1-shot-look-up = raise your chin and look up
level1-shot-look-down = lower your chin and look down
level1-shot-open-mouth = open your mouth wide
level1-shot-close-eyes = close both eyes
level1-shot-smile = smile and show your teeth
level1-shot-lean = lean your head to one shoulder
level1-picture-empty = Choose or take a photograph first
level1-picture-large = The picture is too large. Take one of at most 8 MB and 28 megapixels
level1-picture-heic = Pictures of the kind HEIC can’t be read here. Set your phone’s camera to JPEG (“Most compatible”)
level1-picture-kind = This is no picture of a kind that we can read. Choose a JPEG, PNG or WebP
level1-picture-damaged = The picture is damaged or incomplete. Take another one
level1-picture-small = The picture is too small. Take one of at least 240 pixels on each side, with your face filling it
level1-picture-blurred = The picture is blurred. Hold still, wipe the lens and take another one
level1-picture-dark = The picture is too dark. Go where there is more light
level1-picture-bright = The picture is too bright. Don’t hold the camera against the light
level1-picture-same = This is the same picture as another one. Take a new one with the gesture
level1-picture-many = You have sent many pictures. Try again after { $time }
level1-picture-busy = Many people are sending pictures at the moment. Try again in a moment

## Looking through

level1-confirm-title = Is this you?
level1-confirm-lede = Check whether your face can be seen well and the data are right. After this an officer decides.
level1-portrait = Your portrait
level1-gestures = Your gestures
level1-confirm = Confirm and send
level1-again = Take all pictures anew
