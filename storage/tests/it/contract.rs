/// Runs each function of a module as a test on either engine: `contract! { reads_what_it_wrote }`
/// makes `sqlite::reads_what_it_wrote` and `postgres::reads_what_it_wrote`. Each gets a world of its own.
macro_rules! contract {
    ($($test:ident)+) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $test() {
                super::$test(crate::world::World::sqlite().await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $test() {
                if let Some(world) = crate::world::World::postgres().await {
                    super::$test(world).await;
                }
            })+
        }
    };
}

pub(crate) use contract;
