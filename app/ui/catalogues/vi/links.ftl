### The accounts elsewhere that a national account opens.

## The list
links-title = Liên kết tài khoản
links-card = Tài khoản ở nơi khác mà tài khoản này mở được
links-lede = Tài khoản ở những hệ thống dưới đây mở được bằng tài khoản này. Bạn có thể liên kết thêm hoặc hủy liên kết bất cứ lúc nào.
links-others = Liên kết tài khoản với hệ thống khác
links-new = Thêm mới
links-none-title = Chưa có liên kết nào
links-none = Khi bạn liên kết một tài khoản ở hệ thống khác, tài khoản đó hiện ở đây.
links-account = Tài khoản ở đó
links-state-active = Đang liên kết
links-state-suspended = Đang tạm dừng
links-state-ended = Đã kết thúc
links-state-waits = Đang chờ phía kia xác nhận
links-state-dormant = Chưa dùng: bạn chưa chứng minh
links-why = Lý do
links-why-person-here = Bạn đã yêu cầu ở đây.
links-why-person-there = Bạn đã yêu cầu tại { $system }.
links-why-staff-here = Bộ phận hỗ trợ của trang này đã làm. Hãy liên hệ nếu bạn không rõ lý do.
links-why-staff-there = Nhân viên của { $system } đã làm. Hãy hỏi ở đó nếu bạn không rõ lý do.
links-why-suspicion-here = Chúng tôi nghi có người khác đang dùng liên kết này.
links-why-suspicion-there = { $system } nghi có người khác đang dùng liên kết này.
links-why-account-closed = Tài khoản tại { $system } đã đóng.
links-why-person-closed = Tài khoản ở đây đã đóng.
links-why-retired = { $system } không còn hoạt động.
links-why-merged = { $system } đã sáp nhập vào hệ thống khác. Liên kết mới, với cùng căn cứ, thay thế liên kết này.
links-why-taken = Tài khoản tại { $system } đã liên kết với một tài khoản quốc gia khác.
links-why-unproven = Hai bên chưa cùng xác nhận liên kết này, nên nó không có hiệu lực. Bạn có thể liên kết lại.
links-proof-password = Tên đăng nhập và mật khẩu của tài khoản ở đó
links-proof-session = Bạn đã đăng nhập ở đó bằng mật khẩu
links-proof-number = Cùng một số định danh cá nhân, đã xác nhận ở cả hai bên
links-proof-made = Tài khoản ở đó được tạo cho bạn ngay lúc đó
links-made-by-person = Bạn
links-made-by-portal = Hệ thống ở đó, tự động
links-made-by-bulk = Bạn, trong tài khoản do hệ thống ở đó chuẩn bị sẵn
links-made = Đã liên kết. Từ nay tài khoản này mở được tài khoản của bạn tại { $system }; mọi hồ sơ cũ ở đó vẫn là của bạn.
links-waits = { $system } chưa trả lời xong. Liên kết sẽ tự hoàn tất khi bên đó trả lời; hãy mở lại trang này sau ít phút.
links-ended = Liên kết với { $system } đã kết thúc. Tài khoản và hồ sơ của bạn ở đó vẫn còn.

## Which system
links-choose-title = Bạn có tài khoản ở hệ thống nào?
links-choose-lede = Chọn hệ thống. Bạn cần tên đăng nhập và mật khẩu của tài khoản ở đó; việc này mất khoảng một phút.
links-choose-free = Liên kết tài khoản của bạn ở đó
links-choose-linked = Đã có một tài khoản được liên kết
links-choose-none-title = Chưa có hệ thống nào để liên kết
links-choose-none = Khi có hệ thống nhận liên kết từ đây, hệ thống đó sẽ hiện ở trang này.

## The account there
links-prove-title = Tài khoản của bạn tại { $system }
links-prove-lede = Nhập tên đăng nhập và mật khẩu bạn dùng tại { $system }. Bên đó kiểm tra rồi hai tài khoản được liên kết.
links-prove-user = Tên đăng nhập ở đó
links-prove-password = Mật khẩu ở đó
links-prove-button = Liên kết
links-prove-kept = Mật khẩu này chỉ được chuyển cho { $system } để kiểm tra; chúng tôi không lưu lại.
links-organisation-lede = Tài khoản tại { $system } thuộc một tổ chức. Hãy chọn tổ chức của bạn.
links-organisation-other = Chọn tổ chức khác
links-wrong-there = Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản thuộc tổ chức khác.
links-find-title = Bạn không nhớ tài khoản nào?
links-find-text = { $system } có thể xem ở đó có tài khoản nào mang số định danh của bạn hay không. Bên đó không được biết chính số định danh. Việc bạn hỏi được ghi vào nhật ký hoạt động của cả hai tài khoản.
links-find-button = Tìm tài khoản của tôi
links-find-one = { $system } có một tài khoản mang số định danh của bạn:
links-find-several = { $system } có nhiều tài khoản mang số định danh của bạn:
links-find-none = { $system } không có tài khoản nào mang số định danh của bạn. Nếu bạn vẫn có tài khoản ở đó, hãy liên kết bằng tên đăng nhập và mật khẩu.
links-find-more = và những tài khoản khác
links-cancel = Hủy
links-user-missing = Hãy nhập tên đăng nhập ở đó
links-password-missing = Hãy nhập mật khẩu ở đó
links-wrong = Tên đăng nhập hoặc mật khẩu không đúng. Chưa liên kết gì. Hãy kiểm tra và nhập lại, hoặc đặt lại mật khẩu ở hệ thống đó.
links-too-many = Đã thử quá nhiều lần. Bạn có thể thử lại sau { $time }.
links-there-title = Liên kết tại trang của { $system }
links-there-lede = { $system } tự hỏi tên đăng nhập và mật khẩu trên trang của mình. Bạn được đưa tới đó và quay lại khi xong.

## Why not
links-nothing-changed = Chưa liên kết gì và không có gì thay đổi.
links-try-again = Thử lại
links-back = Về danh sách liên kết
links-locked-title = Tài khoản ở đó đang bị khóa
links-locked = Tài khoản tại { $system } đang bị khóa nên không liên kết được. Hãy đề nghị nơi quản lý mở khóa; dữ liệu trong đó không mất.
links-taken-title = Tài khoản đó đã liên kết với một tài khoản quốc gia khác
links-taken = Tài khoản tại { $system } đang mở bằng một tài khoản quốc gia khác. Nếu chính bạn đã liên kết, hãy đăng nhập bằng tài khoản quốc gia đó và hủy liên kết trước. Nếu không biết ai đã làm, hãy đổi mật khẩu ở { $system } và báo bộ phận hỗ trợ ở đó.
links-another-title = Bạn đã có một tài khoản được liên kết ở đó
links-another = { $system } chỉ cho mỗi người liên kết một tài khoản, và bạn đã có. Muốn đổi sang tài khoản khác, hãy hủy liên kết cũ trước.
links-person-title = Tài khoản đó là của người khác
links-person = Số định danh cá nhân đã xác nhận trong tài khoản tại { $system } không phải của bạn. Mỗi người dùng tài khoản của chính mình.
links-raise-title = Tài khoản của bạn cần mức cao hơn
links-raise = { $system } chỉ nhận liên kết từ tài khoản có mức định danh cao hơn. Hãy nâng mức tài khoản ở đây rồi thử lại.
links-suspended-title = Liên kết với tài khoản đó đang tạm dừng
links-suspended = Bạn đã có liên kết với tài khoản này tại { $system }, nhưng nó đang tạm dừng. Lý do ghi trong danh sách liên kết; mở lại ở nơi đã tạm dừng.
links-unconfirmed-title = Liên kết với tài khoản đó đang được xác nhận
links-unconfirmed = Bạn đã yêu cầu liên kết tài khoản này tại { $system }; hai bên đang xác nhận. Thường chỉ mất vài phút: hãy xem lại danh sách sau.
links-choice-title = Cần chọn tài khoản tại hệ thống đó
links-choice = Bạn có nhiều tài khoản tại { $system }. Hãy mở { $system } và đăng nhập bằng tài khoản này để chọn.
links-off-title = Hệ thống đó hiện không nhận liên kết
links-off = Hiện { $system } không nhận liên kết từ tài khoản này. Tài khoản của bạn ở đó vẫn dùng được như trước.
links-used-title = Lần liên kết này đã được dùng
links-used = Có thể bạn đã quay lại một trang cũ. Hãy xem danh sách liên kết; nếu chưa có, hãy bắt đầu lại.
links-failed-title = Không liên kết được
links-failed = { $system } đã từ chối mà không nói rõ lý do. Hãy thử lại; nếu vẫn không được, hãy báo bộ phận hỗ trợ.
links-down-title = { $system } không trả lời
links-down = Hệ thống đó hiện không trả lời. Bạn không làm gì sai và không mất gì: hãy thử lại sau vài phút.
links-down-asked = Chúng tôi đã gửi yêu cầu nhưng chưa nhận được trả lời. Nếu bên đó đã nhận, liên kết sẽ tự hiện trong danh sách; nếu không, hãy thử lại sau vài phút. Không thể có liên kết dở dang.

## Ending
links-end = Hủy liên kết
links-end-title = Hủy liên kết với { $system }?
links-end-lede = Việc này có hiệu lực ngay ở cả hai bên.
links-end-ends = Sẽ kết thúc
links-end-sign-in = Tài khoản này không mở được tài khoản của bạn tại { $system } nữa.
links-end-sessions = Nơi nào đang đăng nhập { $system } qua liên kết này sẽ bị đăng xuất.
links-end-data = { $system } không hỏi được thông tin của bạn từ đây nữa.
links-end-stays = Vẫn còn
links-end-account = Tài khoản, hồ sơ và dữ liệu của bạn tại { $system }.
links-end-again = Bạn có thể liên kết lại bất cứ lúc nào.
links-end-way-in = Nếu bạn chưa có mật khẩu tại { $system }, hãy đặt mật khẩu ở đó trước, nếu không bạn sẽ không còn cách đăng nhập.
links-end-keep = Giữ liên kết

system-suspended-title = { $portal } tạm ngừng đăng nhập
system-suspended = Đơn vị quản lý trang này tạm thời không cho ai đăng nhập vào { $portal }.
system-suspended-do = Tài khoản của bạn ở đây và các liên kết vẫn giữ nguyên. Hãy thử lại sau, hoặc hỏi { $portal }.
system-retired-title = { $portal } không còn hoạt động
system-retired = Không đăng nhập vào { $portal } được nữa, và các liên kết với hệ thống này đã kết thúc.
system-retired-do = Tài khoản của bạn ở đây không đổi. Nếu cần hồ sơ cũ, hãy hỏi cơ quan đã nhận hồ sơ.
system-merged-title = { $portal } nay thuộc { $into }
system-merged = { $portal } đã sáp nhập vào { $into }. Tài khoản, hồ sơ và liên kết của bạn được chuyển sang đó.
system-merged-do = Tại { $into }, hãy đăng nhập như trước.
system-merged-go = Đến { $into }
system-to-links = Xem các liên kết của tôi
