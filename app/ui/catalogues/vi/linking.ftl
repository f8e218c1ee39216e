### Đăng nhập bằng tài khoản quốc gia và liên kết với tài khoản ở đây.

## Ways on
link-continue = Tiếp tục
link-cancel = Hủy
link-again = Thử lại
link-other-way = Đăng nhập cách khác
link-other-account = Dùng tài khoản khác
link-home = Về trang chủ
link-nothing-changed = Chưa liên kết gì và không có gì thay đổi.
link-account-label = { $name } ({ $user })

## Not linked yet
link-not-yet-title = Tài khoản của bạn chưa được liên kết
link-not-yet = Bạn đã đăng nhập bằng { $issuer }, nhưng tài khoản này chưa liên kết với tài khoản nào tại { $site }. Bấm “Tiếp tục” rồi nhập tên đăng nhập và mật khẩu bạn vẫn dùng ở đây.
link-not-yet-once = Việc này chỉ làm một lần. Từ lần sau, bạn chỉ cần đăng nhập một nơi; mọi thứ trong tài khoản ở đây được giữ nguyên.
link-not-yet-known = Có vẻ bạn đã có tài khoản ở đây. Hãy đăng nhập tài khoản đó để liên kết.
link-elsewhere-title = Bạn đã có tài khoản tại đây, mở bằng tài khoản quốc gia khác?
link-elsewhere-first = Hãy đăng nhập bằng tài khoản đó trước. Sau đó { $issuer } được liên kết với cùng tài khoản tại { $site }: hồ sơ và dữ liệu của bạn được giữ nguyên.
link-elsewhere-with = Đăng nhập bằng { $issuer }
link-new-title = Chưa có tài khoản ở đây?
link-new = Chúng tôi có thể tạo tài khoản cho bạn tại { $site } và liên kết ngay với { $issuer }. Chỉ chọn cách này nếu bạn chưa từng có tài khoản ở đây.
link-new-button = Tạo tài khoản mới

## Proving the account here
link-account-title = Đăng nhập tài khoản của bạn ở đây
link-account = Bước này cho biết tài khoản đúng là của bạn. Sau đó tài khoản được liên kết với { $issuer }.
link-account-whose = Nếu bạn không phải là { $name }, hãy hủy ở đây và bắt đầu lại từ trang đăng nhập.
link-account-button = Liên kết
link-account-wrong = Tên đăng nhập hoặc mật khẩu không đúng. Chưa liên kết gì. Hãy kiểm tra và nhập lại, hoặc đặt lại mật khẩu.

## An account that the site's staff prepared
link-prepared-title = Đây có phải là tài khoản của bạn không?
link-prepared = Theo dữ liệu của { $site }, bạn đã có tài khoản này. Hãy nhập mật khẩu của tài khoản một lần để liên kết với { $issuer }.
link-prepared-mine = Đúng, nhập mật khẩu
link-prepared-other-title = Không phải tài khoản của bạn?
link-prepared-other = Hãy cho biết, và tài khoản này sẽ không được đề nghị nữa. Sau đó bạn có thể dùng tài khoản khác hoặc tiếp tục mà không có tài khoản.
link-prepared-not-mine = Đây không phải tài khoản của tôi
link-prepared-hint = Tài khoản này có tên đăng nhập { $user }.
link-matched-title-several = Tài khoản nào là của bạn?
link-matched = Có người, có thể là chính bạn, đã khai số định danh của bạn trong tài khoản này tại { $site }, và số đó khớp với Cơ sở dữ liệu quốc gia về dân cư. Nếu đó là tài khoản của bạn, chúng tôi liên kết nó với { $issuer }.
link-matched-prove = Số định danh của bạn đã được khai trong tài khoản này tại { $site }. Hãy chứng minh một lần rằng tài khoản là của bạn, để liên kết nó với { $issuer }.
link-matched-held = Hồ sơ và dữ liệu được giữ nguyên. Mật khẩu, số điện thoại và các cách đăng nhập khác của tài khoản tạm ngừng cho đến khi bạn quyết định giữ hay bỏ.
link-matched-since = Có từ ngày
link-matched-dossiers = Số hồ sơ
link-matched-mine = Đúng, đây là tài khoản của tôi
link-matched-other = Bạn không phải nhận tài khoản này. Nếu nó là của người khác, nó sẽ không được liên kết với bạn.
link-matched-new = Không phải của tôi, tạo tài khoản mới
link-matched-another = Dùng tài khoản khác của tôi ở đây

## Several accounts
link-choose-title = Bạn muốn dùng tài khoản nào?
link-choose = Những tài khoản này tại { $site } là của bạn.
link-choose-legend = Tài khoản
link-account-used = mở lần cuối { $when }
link-kind-made = Tài khoản được tạo khi bạn đến lần đầu
link-kind-own = Tài khoản có tên đăng nhập riêng
link-add-title = Đăng nhập tài khoản bạn muốn thêm
link-add-button = Liên kết thêm tài khoản
link-add-more = Nhiều tài khoản
link-add-more-text = Nếu bạn còn tài khoản khác ở đây, ví dụ tại một trường khác, hãy liên kết cả tài khoản đó. Sau khi đăng nhập bạn sẽ chọn tài khoản, và có thể chuyển bất cứ lúc nào.
link-switch-title = Chuyển tài khoản
link-switch-card = Tiếp tục trong một tài khoản khác của bạn mà không phải đăng nhập lại.
link-switch = Tất cả tài khoản tại { $site } mà { $issuer } của bạn mở được.
link-switch-here = Bạn đang ở
link-switch-about = Về tài khoản này
link-switch-legend = Tiếp tục trong
link-switch-button = Chuyển
link-switch-none = { $issuer } của bạn không mở tài khoản nào khác tại { $site }.
link-switch-sign-in = Bạn đã đăng nhập bằng mật khẩu của riêng tài khoản này; mật khẩu đó không mở tài khoản nào khác. Hãy đăng nhập bằng { $issuer } để thấy mọi tài khoản của bạn.
link-switch-sign-in-button = Đăng nhập
link-switch-gone = Chưa chuyển: tài khoản đó không còn liên kết với bạn, hoặc không mở được. Đây là những tài khoản bạn có.
link-switched = Bạn đang ở tài khoản này. Bạn không phải đăng nhập lại.

## The person has another
link-another-title = Bạn đã có một tài khoản được liên kết ở đây
link-another = { $issuer } đã liên kết với một tài khoản tại { $site }, và mỗi người chỉ được liên kết một tài khoản. Nếu muốn dùng tài khoản này, trước hết hãy đăng nhập tài khoản kia và hủy liên kết của nó. Tài khoản bạn vừa nhập chưa được liên kết.
link-another-button = Đăng nhập bằng tài khoản đã liên kết
link-another-instead = Muốn dùng tài khoản kia, hãy đăng nhập tài khoản đã liên kết và hủy liên kết của nó trong “Liên kết tài khoản”. Sau đó bạn có thể liên kết tài khoản kia.

## The account is somebody else’s
link-taken-title = Tài khoản này đã liên kết với một tài khoản quốc gia khác
link-taken = Tài khoản tại { $site } đang mở bằng một tài khoản quốc gia khác, nên chúng tôi không liên kết với tài khoản của bạn.
link-taken-own = Nếu chính bạn đã liên kết, hãy đăng nhập bằng tài khoản quốc gia đã dùng lúc đó.
link-taken-stranger = Nếu không biết ai đã liên kết, hãy đổi mật khẩu của tài khoản và báo bộ phận hỗ trợ của trang này.

## Not allowed
link-untrusted-title = Cách đăng nhập này đang tắt
link-untrusted = Hiện { $site } không nhận đăng nhập qua { $issuer }. Bạn có thể đăng nhập cách khác.
link-another-person-title = Tài khoản này là của người khác
link-another-person = Số định danh cá nhân đã xác nhận trong tài khoản này tại { $site } không phải của bạn, nên chúng tôi không liên kết. Mỗi người dùng tài khoản của chính mình.
link-locked-title = Tài khoản của bạn ở đây đang bị khóa
link-locked = Tài khoản tại { $site } liên kết với { $issuer } đang bị khóa. Hãy đề nghị cơ quan quản lý mở khóa; dữ liệu trong tài khoản không mất.
link-suspended-title = Liên kết với tài khoản của bạn đang tạm dừng
link-suspended-person = Bạn đã tạm dừng liên kết giữa { $issuer } và tài khoản tại { $site }. Hãy mở lại ở nơi bạn đã tạm dừng rồi đăng nhập lại. Dữ liệu trong tài khoản không mất.
link-suspended-portal = { $site } đã tạm dừng liên kết giữa { $issuer } và tài khoản của bạn ở đây. Hãy hỏi bộ phận hỗ trợ lý do và cách mở lại. Dữ liệu trong tài khoản không mất; trong lúc chờ, bạn có thể đăng nhập cách khác.
link-suspended-identity = Liên kết với tài khoản tại { $site } đã bị tạm dừng từ phía { $issuer }. Hãy đăng nhập ở đó để xem lý do và cách mở lại. Dữ liệu trong tài khoản không mất; trong lúc chờ, bạn có thể đăng nhập cách khác.
link-unconfirmed-title = Liên kết với tài khoản của bạn chưa được xác nhận
link-unconfirmed = Tài khoản tại { $site } đã được liên kết ở phía này, nhưng { $issuer } chưa xác nhận. Thường chỉ mất vài phút: hãy thử lại sau. Trong lúc chờ, bạn có thể đăng nhập cách khác.
link-waits-title = Tài khoản của bạn sắp được liên kết xong
link-waits = Tài khoản tại { $site } đã được liên kết ở phía này. { $issuer } chưa trả lời. Việc này sẽ tự hoàn tất, thường trong vài phút.
link-waits-leave = Bạn không cần chờ ở đây: hãy quay lại sau và đăng nhập như thường lệ. Những gì bạn đã nhập không bị mất.
link-waits-button = Xem lại
link-waited-title = Phía bên kia đã xác nhận liên kết
link-waited = Từ nay { $issuer } mở được tài khoản của bạn tại { $site }.
link-waited-button = Tiếp tục
link-refused-title = Liên kết không được xác nhận
link-refused = { $issuer } không xác nhận liên kết với tài khoản tại { $site }, nên tài khoản không được mở. Hãy đăng nhập lại bằng { $issuer } để tạo liên kết mới, hoặc hỏi bộ phận hỗ trợ. Nếu một tài khoản đang được tạo cho bạn, tài khoản đó đã được xóa bỏ.

## More assurance
link-raise-title = Cần xác minh thêm để chắc chắn đó là bạn
link-raise = Để đăng nhập { $site }, tài khoản { $issuer } của bạn cần:
link-raise-do = Bấm “Tiếp tục” để trở lại { $issuer } và hoàn tất. Sau đó bạn quay lại đây.
link-raise-not-reached = { $issuer } chưa xác nhận được mức mà { $site } yêu cầu. Hãy nâng mức tài khoản ở đó rồi đăng nhập lại. Trong lúc chờ, bạn có thể đăng nhập cách khác.
link-level-basic = Thông tin khớp với cơ sở dữ liệu quốc gia về dân cư
link-level-substantial = Danh tính xác nhận qua giấy tờ và khuôn mặt
link-level-high = Danh tính xác nhận trực tiếp tại cơ quan
link-level-two-factors = Đăng nhập bằng mật khẩu và mã xác nhận
link-level-hardware = Đăng nhập bằng khóa bảo mật

## Đăng nhập lại để liên kết
link-again-title = Đăng nhập lại một lần nữa để liên kết
link-again-why = Bạn đã đăng nhập bằng { $issuer } từ khá lâu. Trước khi liên kết một tài khoản đã có tại { $site }, cần chắc chắn đó là bạn chứ không phải người khác dùng phiên đăng nhập còn mở của bạn.
link-again-do = Bấm “Tiếp tục” và đăng nhập lại bằng { $issuer }. Sau đó bạn trở về đúng bước này.

## Cancelled
link-cancelled-title = Bạn đã hủy đăng nhập
link-cancelled = Bạn chưa đăng nhập. Không có liên kết mới nào với { $issuer } được tạo.

## Sign-ins that cannot go on
link-over-unknown-title = Không nhận ra lần đăng nhập này
link-over-unknown = Địa chỉ có thể đã cũ hoặc bị cắt bớt, hoặc lần đăng nhập bắt đầu ở nơi khác. Hãy bắt đầu lại từ trang đăng nhập của cổng này.
link-over-browser-title = Lần đăng nhập này bắt đầu ở trình duyệt khác
link-over-browser = Để bảo vệ bạn, chỉ có thể hoàn tất trong trình duyệt đã bắt đầu. Hãy quay lại đó, hoặc bắt đầu lại ở đây.
link-over-done-title = Bước này đã làm xong
link-over-done = Có thể bạn đã bấm nút hai lần hoặc quay lại trang trước. Lần đăng nhập qua { $issuer } đã được dùng và không dùng lại được.
link-over-unfinished-title = Lần đăng nhập này chưa hoàn tất
link-over-unfinished = Có thể bạn đã quay lại trang trước, hoặc kết nối bị ngắt đúng lúc trở về từ { $issuer }. Không có gì bị mất. Hãy bắt đầu lại, chỉ mất một phút.
link-begin-again = Bắt đầu lại
link-over-late-title = Đã hết thời gian cho bước này
link-over-late = Để bảo vệ bạn, lần đăng nhập qua { $issuer } chỉ chờ một thời gian ngắn. Chưa liên kết gì. Hãy bắt đầu lại, chỉ mất một phút.
link-over-unbelieved-title = Không hoàn tất được đăng nhập
link-over-unbelieved = Không kiểm tra được trả lời của { $issuer }, nên bạn chưa đăng nhập. Không có gì thay đổi. Hãy thử lại hoặc đăng nhập cách khác.

## The other side is down
link-down-title = { $issuer } không trả lời
link-down = Dịch vụ hiện không trả lời. Bạn không làm gì sai và không mất gì: hãy thử lại sau vài phút, hoặc đăng nhập { $site } cách khác.

## Done
link-done-title = Đã liên kết tài khoản
link-done = Từ nay { $issuer } mở tài khoản của bạn tại { $site }.
link-done-see = Bạn có thể xem các liên kết bất cứ lúc nào trong thông tin cá nhân.
link-news-made = Chúng tôi đã tạo tài khoản cho bạn ở đây
link-news-made-text = Bạn vào bằng tài khoản quốc gia và chưa có tài khoản ở đây, nên chúng tôi đã tạo một tài khoản và liên kết hai bên. Nếu bạn có tài khoản cũ ở đây, hãy báo bộ phận hỗ trợ trước khi nộp hồ sơ.
link-news-found = Đã tìm thấy tài khoản của bạn ở đây
link-news-found-text = Số định danh cá nhân của bạn đã được xác nhận ở cả hai bên, nên chúng tôi đã liên kết tài khoản ở đây với tài khoản quốc gia. Nếu không đúng, hãy báo bộ phận hỗ trợ.
link-news-see = Xem các tài khoản đã liên kết
link-news-signed-out = Tài khoản quốc gia cũng đã đăng xuất
link-news-signed-out-text = Ai dùng trình duyệt này tiếp theo đều phải đăng nhập lại ở đó.
link-end-title = Hủy liên kết
link-end-button = Hủy liên kết
link-end = Sau đó { $issuer } của bạn không còn mở tài khoản của bạn tại { $site }.
link-end-ends = Những gì chấm dứt
link-end-ends-opening = Đăng nhập ở đây bằng { $issuer }
link-end-ends-sessions = Mọi phiên của tài khoản này đã mở bằng cách đó, trên mọi thiết bị, ngay lập tức
link-end-ends-this = Cả phiên này: bạn sẽ được đăng xuất ở đây
link-end-stays = Những gì còn lại
link-end-stays-dossiers = Tài khoản này cùng mọi hồ sơ trong đó
link-end-stays-national = { $issuer } của bạn, và các tài khoản của bạn ở những trang khác
link-end-stays-password = Tên đăng nhập và mật khẩu của bạn: bạn đăng nhập ở đây bằng chúng
link-end-stays-identity = Tài khoản vẫn mở được bằng tài khoản quốc gia khác của bạn.
link-end-stays-phone = Số điện thoại của bạn: với mã gửi đến đó, bạn có thể đặt mật khẩu và đăng nhập ở đây
link-end-leave = Giữ nguyên liên kết
link-end-again = Bạn có thể liên kết lại bất cứ lúc nào.
link-end-last = { $issuer } của bạn là cách vào duy nhất của tài khoản này. Nếu hủy bây giờ, bạn sẽ không vào được nữa.
link-end-last-do = Trước hết hãy thêm một cách vào khác: tên đăng nhập với mật khẩu, hoặc số điện thoại nhận mã. Sau đó quay lại đây.
link-end-set-password = Đặt tên đăng nhập và mật khẩu
link-end-set-phone = Thêm số điện thoại
link-news-ended = Liên kết đã được hủy
link-news-ended-text = Tài khoản quốc gia của bạn không còn mở tài khoản ở đây. Mọi thứ trong tài khoản vẫn còn. Bạn có thể liên kết lại bất cứ lúc nào.
link-done-again = Bạn đã hủy một liên kết giữa hai tài khoản này { $when }. Nay chúng được liên kết lại.

## In the settings
link-list = Những tài khoản quốc gia đang hoặc đã từng mở tài khoản này.
link-none-title = Chưa có liên kết nào
link-none = Chưa có tài khoản quốc gia nào mở được tài khoản này.
link-only-way = Đây là cách vào duy nhất của bạn. Hãy đặt mật khẩu trong thông tin cá nhân để có thêm một cách.
link-elsewhere = Mọi tài khoản ở hệ thống khác mà { $issuer } mở được đều ở một nơi. Tại đó bạn có thể thêm hoặc hủy liên kết.
link-own-title = Liên kết một tài khoản quốc gia
link-own = Bạn đăng nhập ở đó bằng mật khẩu và mã gửi qua tin nhắn. Sau đó tài khoản ấy mở được tài khoản của bạn ở đây; tên đăng nhập và mật khẩu ở đây vẫn dùng được.
link-own-esia = Liên kết tài khoản cổng Gosuslugi
link-own-other = Liên kết tài khoản: { $issuer }
link-own-cancelled = Bạn đã hủy. Chưa liên kết gì và tài khoản ở đây không thay đổi.
link-own-not-reached = Chưa liên kết: để liên kết từ đây, cần đăng nhập ở đó bằng mật khẩu và mã gửi đến điện thoại của bạn. Hãy kiểm tra số điện thoại trong tài khoản ấy rồi thử lại.
link-own-has-another = Chưa liên kết: tài khoản quốc gia đó đã liên kết với một tài khoản khác của bạn ở đây, và mỗi người chỉ được liên kết một tài khoản.
link-own-already = Tài khoản đó đã được liên kết từ trước. Không có gì thay đổi.

## The owner of the account
link-owner-title = Trước tiên hãy nhập mật khẩu của tài khoản ở đây
link-owner = Bạn đã đăng nhập { $site } từ khá lâu. Chúng tôi cần chắc chắn đó là bạn, để không ai liên kết { $issuer } của họ với tài khoản của bạn.
link-owner-known = Liên kết { $issuer } với tài khoản này. Bạn sẽ được chuyển sang đó để đăng nhập, rồi quay lại đây.
link-state = Trạng thái
link-state-active = Đang liên kết
link-state-ended-person = Bạn đã hủy
link-state-ended-closed = Kết thúc khi đóng tài khoản
link-state-ended-here = Trang này đã hủy
link-state-ended-there = Phía tài khoản quốc gia đã hủy
link-state-ended-recalled = Đã chấm dứt từ trước, theo ghi nhận của phía tài khoản quốc gia
link-state-suspended-person = Bạn đã tạm dừng
link-state-suspended-here = Trang này đã tạm dừng
link-state-suspended-there = Phía tài khoản quốc gia đã tạm dừng
link-state-suspended-recalled = Đã tạm dừng từ trước, theo ghi nhận của phía tài khoản quốc gia
link-state-suspended-unproven = Tạm giữ cho đến khi bạn cho biết có phải của mình không
link-state-proposed = Đang chờ phía kia xác nhận
link-state-unproven = Chưa được chứng minh ở đây
link-suspended-since = Tạm dừng từ
link-since = Liên kết từ
link-until = Kết thúc lúc
link-account-came = chuyển từ { $portal }
link-carried-from = Chuyển từ
link-made-by = Người liên kết
link-made-by-person = Bạn
link-made-by-portal = Cổng này, tự động
link-made-by-bulk = Bạn, trong tài khoản do cổng này chuẩn bị sẵn
link-made-by-officer = Cổng này, theo số định danh mà cán bộ đã xác nhận tại quầy
link-proof = Tài khoản được xác nhận là của bạn bằng
link-proof-password = Tên đăng nhập và mật khẩu của tài khoản ở đây
link-proof-session = Bạn đang đăng nhập ở đây bằng mật khẩu
link-proof-number = Cùng một số định danh cá nhân, đã xác nhận ở cả hai bên
link-proof-made = Tài khoản được tạo cho bạn ngay lúc đó
link-proof-other-identity = Bạn đăng nhập bằng một tài khoản quốc gia khác đã liên kết
link-proof-confirmed = Tài khoản mang số định danh của bạn, đã khớp với cơ sở dữ liệu dân cư, và bạn xác nhận đó là tài khoản của mình
link-sure-claimed = Thấp: theo lời khai của bạn
link-sure-basic = Thông thường: đủ cho phần lớn dịch vụ
link-sure-substantial = Cao: dùng được cả cho dịch vụ cần danh tính đã xác nhận
link-sure-high = Rất cao: dùng được cho mọi dịch vụ
link-assurance = Mức chắc chắn của liên kết

## Signed out
link-signed-out-title = Bạn đã đăng xuất
link-signed-out = Bạn đã đăng xuất ở đây. Nếu dùng máy chung, hãy đóng cả trình duyệt.
link-still-signed-in-title = Bạn vẫn đang đăng nhập ở đây
link-still-signed-in = Để đăng xuất, hãy dùng nút ở đầu trang.

## Contact data
contact-title = Thông tin liên hệ
contact-card = Trang này hiển thị gì về bạn, và lấy từ đâu.
contact-lede = Không có gì ở đây tự thay đổi. Nếu tài khoản quốc gia của bạn cho biết thông tin khác, bạn sẽ được hỏi.
contact-shown = Tài khoản của bạn hiển thị
contact-own = Bạn đã khai ở đây.
contact-own-since = Bạn đã khai ở đây { $when }.
contact-from = Lấy từ { $issuer }.
contact-from-since = Lấy từ { $issuer } { $when }.
contact-offer = { $issuer } cho biết
contact-offer-text = Hãy chọn thông tin mà trang này được lưu và hiển thị. Thông tin bạn không lấy sẽ không được lưu.
contact-stay = Giữ { $value }
contact-stay-none = Để trống
contact-take = Lấy { $value }
contact-told = { $issuer } cho biết { $when }
contact-told-proven = { $issuer } cho biết { $when }, đã xác nhận ở đó
contact-password = Ai có số điện thoại này đều có thể đặt mật khẩu mới, nên chúng tôi cần biết chắc đó là bạn.
contact-not-now = Để sau
contact-declined = { $what }: { $when } bạn đã chọn không lấy. Chúng tôi không lưu thông tin đã được đề nghị.
contact-again = Hỏi lại
contact-after-link = { $issuer } của bạn cung cấp thông tin liên hệ. Bạn chọn thông tin nào { $site } được lưu và hiển thị; để sau cũng được.
contact-choose = Chọn thông tin liên hệ
contact-waiting = Tài khoản quốc gia của bạn cho biết thông tin liên hệ mà trang này chưa hiển thị.
contact-changed = { $issuer } có thông tin mới
contact-changed-what = { $what } đã được đổi ở đó; chúng tôi được báo { $when }.
contact-changed-how = Chúng tôi chưa được cho biết giá trị mới. Hãy đăng nhập lại từ đó, rồi bạn chọn trang này có lấy hay không.
contact-changed-go = Đăng nhập lại bằng { $issuer }

## Taking over what was there
held-title = Những gì đã có trong tài khoản từ trước
held-lede = Tài khoản này đã có trước khi bạn liên kết. Những gì bạn chưa chứng minh là của mình sẽ không mở được gì cho đến khi bạn quyết định. Nếu có người khác đã dùng tài khoản, hãy gỡ bỏ.
held-none = Không có gì phải quyết định.
held-phone = Số điện thoại { $phone }
held-password = Mật khẩu của tài khoản này
held-link = Đăng nhập bằng { $issuer }
held-since = Có trong tài khoản từ { $when }.
held-phone-means = Khi đang tạm giữ, không có mã đặt lại mật khẩu nào được gửi đến số này.
held-password-means = Khi đang tạm giữ, không ai đăng nhập được bằng mật khẩu này.
held-link-means = Khi đang tạm giữ, không ai vào được tài khoản bằng cách này.
held-keep = Đây là của tôi: giữ lại
held-remove = Gỡ bỏ
held-sessions = Các phiên đã kết thúc
held-sessions-text = Những phiên này đang mở khi bạn liên kết tài khoản. Người dùng chúng phải đăng nhập lại.
held-browser = Trình duyệt
held-network = Mạng
held-signed-in = Đăng nhập lúc
held-notice = Tài khoản này có thứ đã ở đó trước khi bạn liên kết, và đang được tạm giữ.
held-look = Quyết định giữ lại những gì
