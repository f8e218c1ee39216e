# Khóa và mở khóa định danh điện tử.

lock-title = Khóa định danh điện tử
lock-lede = Nếu bạn mất điện thoại hoặc nghi có người biết mật mã, hãy khóa ngay.
lock-means = Trong khi khóa, không cổng dịch vụ nào nhận được xác nhận của chúng tôi về bạn, và mật mã không có giá trị. Bạn vẫn đăng nhập được bằng mật khẩu. Hồ sơ bạn đã nộp vẫn được giải quyết.
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
