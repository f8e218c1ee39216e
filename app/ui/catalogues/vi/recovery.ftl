# Lấy lại tài khoản khi quên mật khẩu; câu hỏi bảo mật; mức độ định danh bị giữ thấp.

## Whose account, and what one has

recover-link = Quên mật khẩu?
recover-title = Đặt mật khẩu mới
recover-lede = Trước hết chúng tôi cần biết chắc tài khoản là của bạn. Hãy để sẵn điện thoại hoặc danh sách mã khôi phục bên cạnh.
recover-identifier-hint = Nếu quên tên đăng nhập, hãy nhập số điện thoại
recover-over = Việc này đã kéo quá lâu, hoặc được bắt đầu ở trình duyệt khác. Hãy làm lại từ đầu.
recover-too-many = Đã thử quá nhiều lần. Bạn có thể thử lại sau { $time }.
recover-codes-too-many = Đã yêu cầu quá nhiều mã. Bạn có thể yêu cầu mã khác sau { $time }, hoặc chọn cách khác.
recover-ways-title = Bạn chứng tỏ mình là chủ tài khoản bằng cách nào?
recover-ways-lede = Hãy chọn thứ bạn đang có. Nếu tài khoản mở được nhiều thứ, bạn có thể được hỏi thêm thứ hai.
recover-ways-legend = Thứ bạn đang có
recover-way-missing = Hãy chọn thứ bạn đang có
recover-way-phone = Điện thoại của tôi
recover-way-phone-means = Chúng tôi gửi mã bằng tin nhắn tới số điện thoại của tài khoản
recover-way-email = Hộp thư điện tử của tôi
recover-way-email-means = Chúng tôi gửi mã tới địa chỉ thư điện tử của tài khoản
recover-way-code = Mã khôi phục
recover-way-code-means = Một trong các mã mà bạn đã in hoặc ghi lại
recover-way-app = Ứng dụng tạo mã của tôi
recover-way-app-means = Mã mà ứng dụng đang hiện
recover-way-questions = Câu hỏi bảo mật của tôi
recover-way-questions-means = Câu trả lời cho ba câu hỏi mà bạn đã chọn
recover-none-do = Nếu không có thứ nào, hãy mang giấy tờ tùy thân đến cơ quan tiếp nhận. Ở đó bạn sẽ lấy lại được tài khoản.
recover-other-way = Chọn cách khác
recover-shown = Đã xác nhận: { $what }
recover-shown-phone = mã qua tin nhắn
recover-shown-email = mã qua thư điện tử
recover-shown-code = mã khôi phục
recover-shown-app = mã từ ứng dụng
recover-shown-questions = câu trả lời bảo mật

## Codes and questions

recover-phone-title = Nhập mã trong tin nhắn
recover-phone-lede = Nếu tài khoản này có số điện thoại, mã đang được gửi tới đó. Mã có hiệu lực 10 phút.
recover-email-title = Nhập mã trong thư
recover-email-lede = Nếu tài khoản này có địa chỉ thư điện tử, mã đang được gửi tới đó. Mã có hiệu lực 10 phút.
recover-app-title = Nhập mã từ ứng dụng
recover-code-title = Nhập một mã khôi phục
recover-code-lede = Mỗi mã chỉ dùng được một lần. Hãy gạch nó khỏi danh sách.
recover-nothing-came-do = Hãy đợi hai phút và xem cả mục thư rác. Sẽ không có gì nếu tài khoản không có liên hệ đó, hoặc nếu thông tin bạn nhập không phải của bạn.
recover-questions-title = Trả lời các câu hỏi của bạn
recover-questions-lede = Chữ hoa, dấu cách và dấu câu không quan trọng.
recover-answers-missing = Hãy trả lời cả ba câu hỏi
recover-answers-wrong = Các câu trả lời không khớp. Chúng tôi không cho biết câu nào sai.
recover-sms = { $site }: { $code } là mã để đặt mật khẩu mới. Đừng nói mã cho bất kỳ ai. Nếu không phải bạn yêu cầu, hãy bỏ qua.
recover-mail-subject = { $site }: mã để đặt mật khẩu mới
recover-mail = Mã của bạn là { $code }. Hãy nhập mã vào trang của { $site } đã hỏi mã. Mã có hiệu lực 10 phút; đừng nói cho bất kỳ ai.
recover-mail-otherwise = Nếu không phải bạn yêu cầu, bạn không cần làm gì: mã chỉ đến tay bạn và mật khẩu vẫn như cũ.

## More, or waiting

recover-more-title = Cần thêm một thứ nữa
recover-more-lede = Tài khoản này mở được nhiều thứ nên một thứ là chưa đủ. Hãy xác nhận thêm một thứ, hoặc đợi { $days } ngày.
recover-lost-lede = Để gỡ khóa đăng nhập và ứng dụng đã mất, hãy xác nhận thêm một thứ, tốt nhất là mã khôi phục, hoặc đợi { $days } ngày.
recover-wait-title = Nếu bạn không có gì khác
recover-wait-text = Chúng tôi báo tới mọi liên hệ của tài khoản rằng có người xin mật khẩu mới. Nếu trong { $days } ngày không ai ngăn lại, bạn quay lại, xác nhận đúng những thứ ấy và đặt mật khẩu mới.
recover-wait-level = Nếu bạn chỉ xác nhận một thứ, sau đó mức độ định danh của bạn được tính thấp hơn trong 14 ngày.
recover-wait-button = Đợi { $days } ngày
recover-runs-title = Bạn cần đợi
recover-runs-lede = Với những gì bạn đã xác nhận, thời gian chờ đã bắt đầu từ trước. Bạn có thể đi tiếp sớm hơn nếu xác nhận thêm một thứ.
recover-runs-until = Hãy quay lại sau:
recover-shut-title = Việc chờ đã bị ngăn lại
recover-shut-lede = Chủ tài khoản đã ngăn một yêu cầu như thế hoặc đã đăng nhập. Với những gì bạn đã xác nhận, hiện chưa thể chờ lại; nếu xác nhận thêm một thứ, bạn đi tiếp được ngay.
recover-shut-until = Có thể chờ lại từ:
recover-waiting-title = Hãy quay lại sau
recover-waiting-lede = Thời gian chờ đã bắt đầu. Chúng tôi đã báo tới mọi liên hệ của tài khoản, kèm đường dẫn để ngăn lại.
recover-waiting-from = Quay lại sau
recover-waiting-show = Khi đó xác nhận lại
recover-waiting-then = Tiếp theo sẽ thế nào
recover-waiting-then-come = Khi đó hãy chọn lại “Quên mật khẩu?” ở trình duyệt nào cũng được và xác nhận đúng những thứ như hôm nay.
recover-waiting-then-week = Bạn có một tuần để làm việc đó.
recover-waiting-then-sign-in = Nếu trong lúc chờ bạn nhớ ra mật khẩu, hãy đăng nhập: việc chờ sẽ kết thúc.

## Stopping it

recover-stop-title = Có người muốn đặt mật khẩu mới cho tài khoản của bạn
recover-stop-lede = Nếu không phải bạn, hãy ngăn lại ngay. Chưa có gì bị thay đổi.
recover-stop-when = Yêu cầu lúc
recover-stop-due = Có thể đặt từ
recover-stop-button = Ngăn lại
recover-stop-me = Nếu chính là bạn
recover-stop-me-text = Khi đó bạn không cần làm gì. Hãy đóng trang này.
recover-stopped-title = Đã ngăn lại
recover-stopped-lede = Không ai đặt được mật khẩu mới theo cách này. Mật khẩu của bạn vẫn như cũ.
recover-stopped-do = Có thể ai đó đang giữ điện thoại hoặc vào được hộp thư của bạn. Hãy đăng nhập và xem những gì mở được tài khoản; nếu không vào được, hãy mang giấy tờ tùy thân đến cơ quan tiếp nhận.
recover-stop-over-title = Không có gì để ngăn
recover-stop-over-lede = Yêu cầu này đã kết thúc, hoặc đường dẫn không đầy đủ. Hãy sao chép toàn bộ đường dẫn trong tin nhắn.
account-recovery-waits = Có người không đăng nhập được đang xin mật khẩu mới cho tài khoản của bạn. Nếu không phải bạn, hãy ngăn lại trước:

## The new password

recover-password-title = Chọn mật khẩu mới
recover-password-lede = Tên đăng nhập của bạn là { $login }.
recover-password-ends = Mọi thiết bị sẽ bị đăng xuất, và những thay đổi tài khoản còn dang dở sẽ bị hủy.
recover-password-lowers = Vì bạn chỉ xác nhận một thứ, mức độ định danh của bạn được tính thấp hơn trong 14 ngày. Với mã khôi phục hoặc ứng dụng tạo mã, nó được tính đủ ngay.
recover-password-button = Đặt mật khẩu
recover-lost-label = Tôi cũng đã mất khóa đăng nhập và ứng dụng tạo mã
recover-lost-hint = Chúng sẽ bị gỡ. Từ đó bạn được hỏi mã qua tin nhắn, cho đến khi thêm cái mới.
recover-lost-title = Cũng mất khóa đăng nhập hoặc ứng dụng?
recover-lost-text = Hãy đặt mật khẩu ngay và dùng bước xác nhận khác khi đăng nhập, hoặc xác nhận thêm trước để gỡ chúng.
recover-lost-link = Xác nhận thêm
recover-done = Mật khẩu mới đã được đặt. Hãy xem ở đây những gì mở được tài khoản và gỡ những gì bạn không nhận ra.

## Security questions

questions-title = Câu hỏi bảo mật
questions-lede = Chúng giúp bạn khi quên mật khẩu. Một mình chúng không bao giờ đủ: còn cần điện thoại, hộp thư hoặc mã khôi phục của bạn.
questions-advice = Người khác có thể biết câu trả lời thật. Bạn có thể trả lời điều khác, miễn là nhiều năm sau vẫn nhớ.
questions-are-set = Bạn đã có câu hỏi bảo mật. Những gì bạn lưu ở đây sẽ thay thế chúng. Đặt ngày:
questions-none = Chưa có
questions-legend = Câu hỏi { $number }
questions-label = Câu hỏi
questions-choose-empty = Chọn một câu hỏi
questions-own = Câu hỏi của riêng tôi
questions-own-label = Câu hỏi của riêng bạn
questions-own-hint = Chỉ khi bạn đã chọn “Câu hỏi của riêng tôi”
questions-answer-label = Câu trả lời
questions-save = Lưu các câu hỏi
questions-remove-title = Xóa các câu hỏi
questions-remove-text = Khi đó chúng không được hỏi nữa.
questions-choose = Hãy chọn một câu hỏi
questions-twice = Bạn đã chọn câu hỏi này rồi. Hãy chọn câu khác
questions-own-missing = Hãy viết câu hỏi của bạn
questions-too-long = Hãy viết ngắn hơn: nhiều nhất { $most } ký tự
questions-answer-missing = Hãy nhập câu trả lời
questions-answer-short = Hãy nhập ít nhất hai chữ cái hoặc chữ số
questions-answer-twice = Hãy trả lời khác với câu hỏi kia
questions-answer-in-question = Câu trả lời nằm trong câu hỏi. Hãy sửa một trong hai
questions-answer-known = Người muốn vào tài khoản của bạn đã biết điều này rồi. Hãy chọn câu trả lời khác.
questions-notice-set = Các câu hỏi bảo mật đã được lưu.
questions-notice-removed = Các câu hỏi bảo mật đã được xóa.
question-teacher = Thầy cô giáo đầu tiên của bạn tên là gì?
question-friend = Bạn thân nhất thời thơ ấu của bạn là ai?
question-street = Năm mười tuổi bạn sống ở phố hay thôn nào?
question-book = Cuốn sách đầu tiên bạn yêu thích là cuốn nào?
question-neighbour = Hàng xóm thời thơ ấu của bạn tên là gì?
question-toy = Món đồ chơi bạn thích nhất là gì?
question-dish = Món nào bà bạn nấu ngon nhất?
question-journey = Chuyến đi xa đầu tiên của bạn là đến đâu?
question-song = Hồi nhỏ bạn được ru bằng bài hát nào?
question-job = Công việc có lương đầu tiên của bạn là gì?
question-hero = Thần tượng thời thơ ấu của bạn là ai?
question-gift = Món quà nào bạn không bao giờ quên?

## A level that is held down

account-level-held = Tạm tính thấp hơn sau khi đặt mật khẩu mới, đến ngày
account-level-raise = Tính lại đầy đủ
level-title = Mức độ định danh của bạn tạm được tính thấp hơn
level-lede = Mật khẩu mới đã được đặt chỉ với một thứ xác nhận. Để người lạ có điện thoại của bạn không thể thay mặt bạn, mức độ được hạ một thời gian. Những gì đã được chứng minh không bị mất.
level-proven = Đã chứng minh
level-counts = Hiện được tính
level-until = Đến ngày
level-now-title = Tính lại đầy đủ ngay
level-now-text = Hãy xác nhận bằng thứ bạn đã có trước khi mật khẩu mới được đặt.
level-code-label = Mã khôi phục, hoặc mã từ ứng dụng
level-code-hint = 12 chữ số trong danh sách, hoặc 6 chữ số từ ứng dụng
level-code-wrong = Mã không khớp, đã được dùng, hoặc được tạo sau mật khẩu
level-raise = Xác nhận
level-raised = Mức độ định danh của bạn lại được tính đầy đủ.
level-else-title = Nếu bạn không có cả hai
level-else-text = Hãy đợi đến ngày nêu trên, hoặc mang giấy tờ tùy thân đến cơ quan tiếp nhận.

## Xem trước những gì sẽ được hỏi

outlook-title = Nếu bạn quên mật khẩu
outlook-card = Bạn sẽ được hỏi gì, và điều gì giúp bạn
outlook-low = Chỉ cần một trong những thứ dưới đây là đặt được mật khẩu mới.
outlook-middle = Có hai trong những thứ dưới đây, bạn đặt được mật khẩu mới ngay. Chỉ có một, bạn phải chờ { $days } ngày, và mức độ định danh của bạn bị tính thấp hơn trong 14 ngày.
outlook-high = Tài khoản của bạn mở được nhiều thứ. Có hai trong những thứ dưới đây, bạn đặt được mật khẩu mới ngay, nếu một trong hai là mã khôi phục hoặc ứng dụng. Nếu không, bạn phải chờ { $days } ngày.
outlook-at-once = Với những gì bạn có, bạn vào lại được ngay.
outlook-waits = Với những gì bạn có, bạn phải chờ { $days } ngày.
outlook-office = Bạn không có gì giúp được: bạn sẽ phải mang giấy tờ tùy thân đến cơ quan.
outlook-stronger = Có thêm một trong những thứ này, bạn vào lại được ngay:
outlook-have = Bạn đã có
outlook-have-not = Chưa thiết lập
outlook-questions = Câu hỏi bảo mật chỉ được tính bên cạnh một thứ khác.
outlook-passkey = Với khóa truy cập, bạn đăng nhập không cần mật khẩu.
