#[tokio::test]
async fn timing() {
    let t = std::time::Instant::now();
    let cloud = super::cloud::Cloud::new();
    eprintln!("emulator {:?}", t.elapsed());
    for _ in 0..5 { let t = std::time::Instant::now(); let _c = cloud.client(); eprintln!("client {:?}", t.elapsed()); }
    let t = std::time::Instant::now();
    let plan = cloud.plan(super::cloud::promote(), Default::default()).await;
    eprintln!("plan {:?}", t.elapsed());
    let t = std::time::Instant::now();
    let c = cloud.client();
    let run = c.start(&plan, cloud.start_options()).await.unwrap();
    eprintln!("start {:?}", t.elapsed());
    run.result().await.unwrap();
    eprintln!("run {:?} requests {}", t.elapsed(), cloud.emulator.requests().len());
}
