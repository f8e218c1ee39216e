# The data of an identity card: scanned, photographed or typed.

card-scan = Scan the code on the card
card-scan-where = On cards of 2021 the QR code is on the front, top right. On cards from July 2024 on it is on the back.
card-camera-start = Scan with the camera
card-camera-stop = Stop the camera
card-camera-picture = What the camera sees
card-camera-starting = The camera is starting. Your browser may ask whether this page may use it.
card-camera-looking = Hold the QR code in front of the camera, without glare. It is read by itself.
card-camera-refused = The browser doesn’t let this page use the camera. Allow it in the settings of your browser, send a photograph, or type the data.
card-camera-missing = No camera could be started. Send a photograph, or type the data.
card-camera-tired = The camera has looked for a while without finding the code. Take a photograph of it, or type the data.
card-camera-failed = The picture didn’t reach us. Check the connection and start the camera again, or load this page again.
card-photograph = Photograph of the side with the QR code
card-photograph-hint = JPEG, PNG or WebP, at most 12 MB. The whole code must be in it, sharp and without glare. We read the code and don’t keep the photograph.
card-photograph-read = Read the photograph
card-not-readable = Can’t scan the QR code? Type the data
card-read = The code was read. Check the data below.
card-differs = The card has the number { $number }, and you had given another one. Yours is still there: put right whichever is wrong.
card-many = Too many pictures were sent. Try again after { $time }, or type the data.
card-busy = Many people are sending pictures at the moment. Try again in a moment, or type the data.

## The fields

card-number = National identity number
card-number-hint = 12 digits; spaces don’t matter. For example: 001 190 000 018
card-number-missing = Enter the 12 digits of your identity number
card-number-length = An identity number has 12 digits, and you gave { $found }
card-number-former = These nine digits are the number of the former identity card. Enter the 12 digits of the new one
card-number-character = Enter the identity number in digits
card-name = Full name
card-name-hint = As it stands on the card
card-name-missing = Enter the full name as it stands on the card
card-born = Date of birth
card-born-hint = Day, month, year. For example: 07/03/1990
card-born-wrong = Enter the date of birth with day, month and year, such as 07/03/1990
card-sex = Sex
card-sex-missing = Choose the sex that stands on the card
card-residence = Place of permanent residence
card-residence-wrong = Write the place of residence in no more than 300 letters
card-issued = Date of issue
card-issued-hint = On the back of the card. For example: 12/05/2021
card-issued-wrong = Enter the date of issue with day, month and year, such as 12/05/2021, or leave it out

## What a picture or a code was instead

card-picture-empty = Choose or take a photograph first
card-picture-large = The picture is too large. Take one of at most 12 MB and 28 megapixels
card-picture-heic = Pictures of the kind HEIC can’t be read here. Set your phone’s camera to JPEG (“Most compatible”), or take a picture of the screen
card-picture-kind = This is no picture of a kind that we can read. Choose a JPEG, PNG or WebP
card-picture-damaged = The picture is damaged or incomplete. Take another one
card-picture-no-code = There is no QR code to be seen. Bring the code nearer, so that it fills a third of the picture
card-picture-blurred = The code is blurred, or part of it is covered. Hold still, wipe the lens and avoid glare
card-picture-several = There are several codes in the picture. Show only the card
card-picture-crowded = There are too many patterns in the picture. Lay the card on a plain surface
card-code-empty = This code is empty. Scan the one on your identity card
card-code-newer = This is the code of a card of 2024, which cannot be read here. Type what stands on the card
card-code-part = Only part of the card’s code could be read. Scan it again; if that doesn’t help, type the data
card-code-field = This looks like an identity card, but some of its data can’t be read. Type the data
card-foreign-health = This is a personal QR code from the time of Covid-19. Scan the code on your identity card
card-foreign-application = This is a code that an application shows. Scan the one that is printed on your identity card
card-foreign-address = This code is a web address. Scan the one on your identity card
card-foreign-visiting-card = This is a visiting card. Scan the code on your identity card
card-foreign-machine-readable = These are the lines of a passport or of another country’s card. Scan the QR code on your Vietnamese identity card
card-foreign-payment = This is a code for payments. Scan the one on your identity card
card-foreign-network = This is the code of a wireless network. Scan the one on your identity card
card-foreign-binary = This code holds no text. Scan the one on your identity card
card-foreign-unknown = This code is not of a Vietnamese identity card

## What does not agree

card-doubt-sex = By the number, another sex is expected than the one given.
card-doubt-birth-year = By the number, another year of birth is expected than the one given.
card-doubt-place = We don’t know the province or country that the number begins with.
card-doubt-issued-too-early = By these data the card was issued to somebody younger than 14, or before birth.
card-doubt-future = The date of issue is in the future.
