# Những gì chủ tài khoản được báo, qua tin nhắn và thư điện tử.

notice-sms = { $site }: { $text }
# “what” và “then” là các câu trong tệp này.
notice-by = { $what } ({ $when }, { $device }). { $then }
notice-at = { $what } ({ $when }). { $then }
notice-else-office = Nếu không phải bạn, hãy mang giấy tờ tùy thân đến cơ quan tiếp nhận ngay.
notice-else-password = Nếu không phải bạn, hãy đổi mật khẩu ngay.
notice-password-changed = Mật khẩu tài khoản của bạn vừa được đổi
notice-phone-changed = Số điện thoại trong tài khoản của bạn vừa được đổi
notice-link-ended = Liên kết giữa tài khoản của bạn và { $system } đã kết thúc
notice-link-merged = { $system } đã sáp nhập vào { $into }
notice-link-merged-then = Tài khoản { $account } của bạn nay ở đó; đăng nhập như trước.
notice-system-retired = { $system } không còn hoạt động
notice-system-retired-then = Liên kết với tài khoản { $account } đã kết thúc; tài khoản của bạn ở đây không đổi.
