package dev.latchkey.audit;

/// Whom and what an event concerns; null where it concerns none.
///
/// @param supportId the code that the person was shown, on failures
record About(String supportId, String userId, String applicationId, String sessionId, String signInId) {
    static final About NOTHING = new About(null, null, null, null, null);

    About supportId(String id) {
        return new About(id, userId, applicationId, sessionId, signInId);
    }

    About userId(String id) {
        return new About(supportId, id, applicationId, sessionId, signInId);
    }

    About applicationId(String id) {
        return new About(supportId, userId, id, sessionId, signInId);
    }

    About sessionId(String id) {
        return new About(supportId, userId, applicationId, id, signInId);
    }

    About signInId(String id) {
        return new About(supportId, userId, applicationId, sessionId, id);
    }
}
