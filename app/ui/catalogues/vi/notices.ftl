# Những gì chủ tài khoản được báo, qua tin nhắn và thư điện tử.

notice-sms = { $site }: { $text }
# “what” và “then” là các câu trong tệp này.
notice-by = { $what } ({ $when }, { $device }). { $then }
notice-at = { $what } ({ $when }). { $then }
notice-else-office = Nếu không phải bạn, hãy mang giấy tờ tùy thân đến cơ quan tiếp nhận ngay.
notice-else-password = Nếu không phải bạn, hãy đổi mật khẩu ngay.
notice-password-changed = Mật khẩu tài khoản của bạn vừa được đổi
notice-phone-changed = Số điện thoại trong tài khoản của bạn vừa được đổi
notice-link-made = Tài khoản của bạn từ nay mở được tài khoản của bạn tại { $system }
notice-link-ended = Liên kết giữa tài khoản của bạn và { $system } đã kết thúc
notice-link-merged = { $system } đã sáp nhập vào { $into }
notice-link-merged-then = Tài khoản { $account } của bạn nay ở đó; đăng nhập như trước.
notice-system-retired = { $system } không còn hoạt động
notice-system-retired-then = Liên kết với tài khoản { $account } đã kết thúc; tài khoản của bạn ở đây không đổi.
notice-passkey-added = Một khóa đăng nhập vừa được thêm vào tài khoản của bạn
notice-passkey-removed = Một khóa đăng nhập vừa bị gỡ khỏi tài khoản của bạn
notice-totp-added = Một ứng dụng tạo mã vừa được thêm vào tài khoản của bạn
notice-totp-removed = Một ứng dụng tạo mã vừa bị gỡ khỏi tài khoản của bạn
notice-recovery-codes-made = Mã khôi phục mới vừa được tạo cho tài khoản của bạn
notice-recovery-code-used = Một mã khôi phục của tài khoản bạn vừa được dùng; còn lại: { $left }
notice-text-codes-chosen = Lựa chọn khi nào gửi mã qua tin nhắn cho tài khoản của bạn vừa được đổi
notice-sign-in-refused = Có người đã nhiều lần đăng nhập tài khoản của bạn bằng mật khẩu sai
notice-else-refused = Nếu không phải bạn thì bạn không cần làm gì: họ chưa vào được. Mật khẩu dài và không dùng ở nơi nào khác sẽ giữ an toàn cho tài khoản.
mail-foot = Thư này do máy gửi, thư trả lời sẽ không được đọc. Chúng tôi không bao giờ hỏi mật khẩu hay mã của bạn.
mail-help = Trợ giúp: { $help }
mail-hello = Chào { $name },
mail-email-subject = Xác nhận địa chỉ thư của bạn cho { $site }
mail-email-code = Mã của bạn là { $code }. Hãy nhập mã vào trang của { $site } đang hỏi mã. Mã có hiệu lực 10 phút; không đưa mã cho bất kỳ ai.
mail-email-otherwise = Nếu bạn không yêu cầu, có người đã gõ nhầm địa chỉ và bạn không cần làm gì: không có mã thì không có gì thay đổi.
notice-email-added = Địa chỉ thư { $email } vừa được thêm vào tài khoản của bạn
notice-email-removed = Địa chỉ thư { $email } vừa được xóa khỏi tài khoản của bạn
