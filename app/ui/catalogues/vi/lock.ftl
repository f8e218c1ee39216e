# Khóa và mở khóa định danh điện tử.

lock-title = Khóa định danh điện tử
lock-lede = Nếu bạn mất điện thoại hoặc nghi có người biết mật mã, hãy khóa ngay.
lock-means = Trong khi khóa, không cổng dịch vụ nào nhận được xác nhận của chúng tôi về bạn, và mật mã không có giá trị. Bạn vẫn đăng nhập được bằng mật khẩu. Hồ sơ bạn đã nộp vẫn được giải quyết.
lock-unbound = Mật mã cũ không còn giá trị
lock-unbound-do = Hiện không có thiết bị nào mở được định danh điện tử của bạn bằng mật mã. Hãy chọn mật mã mới trên thiết bị bạn muốn dùng.
lock-unbound-button = Chọn mật mã mới trên thiết bị này
lock-undo = Bạn tự mở khóa tại đây, bằng mã gửi đến điện thoại và câu hỏi bảo mật.
lock-do = Khóa ngay
lock-now-locked = Định danh điện tử của bạn đã bị khóa. Chúng tôi đã báo đến mọi liên hệ của bạn.
lock-locked = Định danh điện tử của bạn đang bị khóa
lock-locked-lede = Bạn vẫn đăng nhập được, nhưng với các cổng dịch vụ bạn là người chưa được xác thực cho đến khi mọi khóa được gỡ.
lock-besides = Tự khóa thêm
lock-nothing = Không có gì để khóa
lock-nothing-lede = Bạn chưa có định danh điện tử đang sử dụng.
lock-person = Bạn đã tự khóa
lock-person-by = Do bạn khóa,
lock-person-do = Bạn tự mở khóa được: cần có điện thoại và câu trả lời cho câu hỏi bảo mật.
lock-passcode = Nhập sai mật mã
lock-passcode-by = Bị khóa sau năm lần liên tiếp nhập sai mật mã,
lock-passcode-do = Bạn tự mở khóa và đặt mật mã mới được: cần có điện thoại và câu trả lời cho câu hỏi bảo mật.
lock-authority = Quyết định của cơ quan có thẩm quyền
lock-authority-by = Bị khóa theo quyết định của cơ quan có thẩm quyền,
lock-authority-do = Chỉ cơ quan đó mới cho mở khóa. Nếu cho rằng có nhầm lẫn, hãy mang thẻ đến cơ quan tiếp nhận.
lock-card-expired = Thẻ căn cước đã hết hạn
lock-card-expired-by = Bị khóa khi thẻ hết hạn,
lock-card-expired-do = Hãy đổi thẻ mới. Khi cán bộ đã xem thẻ, định danh điện tử của bạn được mở khóa.

# Mở khóa.

sms-unlock = { $site }: { $code } là mã mở khóa định danh điện tử, có hiệu lực 10 phút. Không cho ai biết mã này.
unlock-title = Tự mở khóa
unlock-lede = Mất khoảng hai phút. Chúng tôi gửi mã đến điện thoại của bạn rồi hỏi các câu hỏi bảo mật. Nếu bị khóa vì nhập sai mật mã, bạn đặt thêm mật mã mới, chỉ có giá trị trên thiết bị này.
unlock-phone = Mã được gửi đến { $phone }.
unlock-not-alone = Để tự mở khóa cần có số điện thoại đã xác nhận và câu hỏi bảo mật, tài khoản của bạn chưa có đủ. Cán bộ có thể mở khóa.
unlock-questions-lede = Ghi câu trả lời như bạn đã chọn. Không phân biệt chữ hoa, chữ thường và khoảng trắng. Mỗi ngày được thử năm lần.
unlock-do = Mở khóa
unlock-ask = Đề nghị cán bộ mở khóa
unlock-ask-instead = Tôi không còn số điện thoại đó hoặc không nhớ câu trả lời
unlock-ask-lede = Cán bộ quyết định trong hai ngày làm việc, chúng tôi báo đến mọi liên hệ của bạn. Khóa theo quyết định của cơ quan có thẩm quyền không được gỡ bằng cách này.
unlock-ask-send = Gửi yêu cầu
unlock-reason = Vì sao cần mở khóa
unlock-reason-hint = Một hai câu: việc gì đã xảy ra, và đến nay đã khác thế nào.
unlock-reason-missing = Hãy ghi một hai câu vì sao cần mở khóa, tối đa 300 ký tự
unlock-many = Hôm nay bạn đã gửi nhiều lần. Hãy thử lại sau { $time }.
lock-now-unlocked = Đã gỡ khóa mà bạn tự gỡ được.
lock-now-asked = Đã gửi yêu cầu của bạn.
lock-asked = Yêu cầu của bạn gửi cán bộ
lock-asked-due = Cán bộ trả lời chậm nhất vào { $date }.
lock-asked-refused = Cán bộ không mở khóa.
lock-asked-answer = Cán bộ ghi:

# Yêu cầu ở bàn cán bộ.

lock-order = Số quyết định: { $number }
lock-person-desk = Người dùng tự khóa
lock-card-expired-desk = Thẻ căn cước đã hết hạn
unlocks-title = Yêu cầu mở khóa
unlocks-lede = Người không tự mở khóa được định danh điện tử. Phải trả lời trong hai ngày làm việc.
unlocks-none-title = Không có ai chờ
unlocks-none = Yêu cầu mở khóa hiện ở đây, việc đến hạn trước ở trên cùng.
unlocks-asked = Yêu cầu lúc
unlocks-more = Xem tiếp
unlocks-locks = Đang bị khóa vì
unlocks-reason = Người yêu cầu ghi
unlocks-grant = Mở khóa
unlocks-grant-hint = Gỡ mọi khóa, trừ quyết định của cơ quan có thẩm quyền; khóa do thẻ hết hạn chỉ gỡ khi đã xem thẻ mới. Mật mã phải đặt lại.
unlocks-card = Tôi đã xem thẻ mới còn hạn
unlocks-card-ended = Theo ngày cấp này, thẻ không còn giá trị. Hãy xem lại ngày.
unlocks-card-issued = Ngày cấp của thẻ mới
unlocks-card-issued-hint = Chỉ khi đã xem thẻ mới. Ví dụ: 12/05/2025. Từ ngày này tính ra thẻ có giá trị đến khi nào.
unlocks-card-issued-wrong = Hãy nhập ngày cấp của thẻ mới gồm ngày, tháng và năm, ví dụ 12/05/2025
unlocks-card-missing = Hãy xác nhận đã xem thẻ mới, hoặc từ chối
unlocks-authority-only = Quyết định của cơ quan có thẩm quyền không được gỡ ở đây: hãy từ chối, hoặc chờ quyết định được hủy
unlocks-answer = Trả lời của bạn
unlocks-answer-hint = Người yêu cầu đọc được.
unlocks-done-granted = Đã mở khóa và báo cho người yêu cầu.
unlocks-done-refused = Đã từ chối và báo cho người yêu cầu.
unlocks-not-again = Yêu cầu này không còn chờ ai.
