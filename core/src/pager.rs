//! Lists that come in pages.

use std::{collections::VecDeque, fmt, sync::Arc};

use futures::{Stream, future::BoxFuture};
use mendix_deploy_model::Result;

/// One page and the token of the next, absent after the last.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Where the next page begins; opaque, and good in another process.
    pub next: Option<String>,
}

type Fetch<T> = Arc<dyn Fn(Option<String>) -> BoxFuture<'static, Result<Page<T>>> + Send + Sync>;

/// A list that is fetched page by page, as it is read.
#[must_use = "a pager fetches nothing until it is read"]
pub struct Pager<T> {
    fetch: Fetch<T>,
    ready: VecDeque<T>,
    position: Position,
}

enum Position {
    At(Option<String>),
    End,
}

impl<T> Pager<T> {
    pub(crate) fn new<F>(fetch: F) -> Self
    where
        F: Fn(Option<String>) -> BoxFuture<'static, Result<Page<T>>> + Send + Sync + 'static,
    {
        Self {
            fetch: Arc::new(fetch),
            ready: VecDeque::new(),
            position: Position::At(None),
        }
    }

    /// Goes on where another pager of the same list stood.
    pub fn resume(mut self, token: impl Into<String>) -> Self {
        self.ready.clear();
        self.position = Position::At(Some(token.into()));
        self
    }

    /// The token of the page that is fetched next; absent at the start and at the end.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        match &self.position {
            Position::At(token) => token.as_deref(),
            Position::End => None,
        }
    }

    /// The next item, or `None` at the end.
    ///
    /// # Errors
    ///
    /// Those of the call. The pager stays where it was and can be asked again.
    pub async fn next(&mut self) -> Result<Option<T>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Ok(Some(item));
            }
            match self.fetch_page().await? {
                Some(page) => self.ready.extend(page.items),
                None => return Ok(None),
            }
        }
    }

    /// What is left of the present page, or the next one; `None` at the end.
    ///
    /// # Errors
    ///
    /// As [`Pager::next`].
    pub async fn next_page(&mut self) -> Result<Option<Vec<T>>> {
        if !self.ready.is_empty() {
            return Ok(Some(self.ready.drain(..).collect()));
        }
        Ok(self.fetch_page().await?.map(|page| page.items))
    }

    /// Everything that is left, at once.
    ///
    /// # Errors
    ///
    /// As [`Pager::next`].
    pub async fn all(mut self) -> Result<Vec<T>> {
        let mut items = Vec::new();
        while let Some(page) = self.next_page().await? {
            items.extend(page);
        }
        Ok(items)
    }

    /// The items as a stream that ends after the first error.
    pub fn into_stream(self) -> impl Stream<Item = Result<T>> + Send
    where
        T: Send + 'static,
    {
        futures::stream::try_unfold(self, |mut pager| async move {
            Ok(pager.next().await?.map(|item| (item, pager)))
        })
    }

    async fn fetch_page(&mut self) -> Result<Option<Page<T>>> {
        let Position::At(token) = &self.position else {
            return Ok(None);
        };
        let page = (self.fetch)(token.clone()).await?;
        self.position = match &page.next {
            // A page that names itself as the next one would be read for ever.
            Some(next) if Some(next) != token.as_ref() => Position::At(Some(next.clone())),
            _ => Position::End,
        };
        Ok(Some(page))
    }
}

impl<T> fmt::Debug for Pager<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pager")
            .field("ready", &self.ready.len())
            .finish_non_exhaustive()
    }
}
