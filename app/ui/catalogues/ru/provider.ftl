### Consent and everything else between an identity and the sites that rely on it.

consent-title = Разрешить «{ $portal }» видеть ваши данные?
consent-signed-in-as = Вы вошли как { $name }
consent-lede = Пароль и коды никогда не передаются. Решение принимается один раз, мы его запомним.
consent-what = Что получит «{ $portal }»
consent-item-name = Имя
consent-item-login = Логин
consent-item-language = Язык
consent-item-phone = Номер телефона
consent-item-number = Личный номер
consent-item-offline = Постоянный доступ
consent-offline-means = Сайт сможет запрашивать эти данные и в ваше отсутствие
consent-not-known = Нет в учётной записи
consent-later = Разрешение можно отозвать в любой момент: учётная запись → «Сайты с доступом».
consent-allow = Разрешить и продолжить
consent-deny = Не разрешать

choose-title = Какую учётную запись использовать?
choose-other-title = «{ $portal }» ждёт другую учётную запись
choose-for = Чтобы перейти на «{ $portal }»
choose-lede = Вы вошли как { $name }.
choose-go-on = Продолжить как { $name }
choose-other = Войти под другой учётной записью
choose-other-lede = Здесь вы вошли как { $name }, но «{ $portal }» ждёт другого человека. Войдите под нужной учётной записью или вернитесь.

raise-title = Нужен более высокий уровень учётной записи
raise-lede = «{ $portal }» требует подтверждения личности, которого у вашей учётной записи пока нет. Никакие данные не переданы.
raise-has = Ваш уровень сейчас
raise-wants = Требуемый уровень
raise-do = Сначала повысьте уровень учётной записи, затем откройте услугу снова.

over-answered-title = Этот вход уже завершён
over-answered-do = Возможно, вы завершили его в другой вкладке или вернулись на старую страницу. Продолжайте на сайте «{ $portal }»; если вы там не вошли, начните вход заново.
over-expired-title = Время входа истекло
over-expired-do = Ради вашей безопасности вход прерван, никакие данные не переданы. Откройте сайт «{ $portal }» и начните заново.
way-on-to = Перейти на «{ $portal }»
way-back-to = Отменить и вернуться на «{ $portal }»

pass-on-title = Возвращаем вас
pass-on-lede = Вы возвращаетесь на сайт «{ $portal }». Если ничего не происходит, нажмите кнопку.
pass-on-lede-somewhere = Вы возвращаетесь на сайт, с которого пришли. Если ничего не происходит, нажмите кнопку.
pass-on-button = Продолжить

sign-out-title = Вы хотите выйти?
sign-out-asked-by = «{ $portal }» предлагает завершить сеанс и здесь.
sign-out-asked = Другой сайт предлагает завершить здесь сеанс.
sign-out-means = Вы выйдете здесь и на всех сайтах, которые открыли с этим входом на этом устройстве.
sign-out-confirm = Выйти везде
sign-out-stay = Не выходить

consents-title = Сайты с доступом
consents-account = Учётная запись
consents-lede = Эти сайты видят данные, которые вы разрешили. Ни один из них не знает вашего пароля.
consents-none = Доступа нет ни у одного сайта
consents-none-how = Когда вы войдёте на другой сайт с этой учётной записью, он появится здесь.
consents-what = Видит
consents-only-identity = Только то, что это вы
consents-since = С какого дня
consents-end-means = Без доступа сайт больше не сможет запрашивать у нас ваши данные. То, что он уже получил, и ваша учётная запись там останутся.
consents-end = Отозвать доступ
consents-ended = У сайта «{ $portal }» больше нет доступа.
