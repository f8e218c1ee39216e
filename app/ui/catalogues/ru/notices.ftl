# Что владельцу учётной записи сообщают о ней в СМС и по почте.

notice-sms = { $site }: { $text }
# «what» и «then» — фразы из этого файла.
notice-by = { $what } ({ $when }, { $device }). { $then }
notice-at = { $what } ({ $when }). { $then }
notice-else-office = Если это сделали не вы, сразу обратитесь в центр обслуживания с документом, удостоверяющим личность.
notice-else-password = Если это сделали не вы, сразу смените пароль.
notice-password-changed = Пароль вашей учётной записи изменён
notice-phone-changed = Номер телефона вашей учётной записи изменён
notice-link-ended = Связь вашей учётной записи с системой «{ $system }» прекращена
notice-link-merged = Система «{ $system }» вошла в систему «{ $into }»
notice-link-merged-then = Ваша учётная запись { $account } теперь там; входите как прежде.
notice-system-retired = Система «{ $system }» больше не работает
notice-system-retired-then = Связь с учётной записью { $account } прекращена; ваша учётная запись здесь остаётся.
notice-passkey-added = К вашей учётной записи добавлен ключ доступа
notice-passkey-removed = Из вашей учётной записи удалён ключ доступа
notice-totp-added = К вашей учётной записи добавлено приложение с кодами
notice-totp-removed = Из вашей учётной записи удалено приложение с кодами
notice-recovery-codes-made = Для вашей учётной записи получены новые резервные коды
notice-recovery-code-used = Использован резервный код вашей учётной записи; осталось: { $left }
notice-text-codes-chosen = Для вашей учётной записи изменено, когда отправляются коды в СМС
